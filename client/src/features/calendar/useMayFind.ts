import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import { useMay } from '../../lib/staff.ts';
import type { Side } from './side.ts';

/** Whether one may look for lessons of the classes that are shown: coordinators of any, teachers of a twinning of theirs. */
export function useMayFind(sides: readonly Side[], twinnings: readonly Twinning[] = []): boolean {
  const may = useMay();
  if (may('hours:find', { kind: 'joint', schoolIds: [], classGroupIds: [] })) return true;
  return twinnings.some(({ meets, participants }) => {
    const classGroupIds = participants.flatMap(({ classes }) => classes.map((one) => one.classGroupId));
    const schoolIds = participants.map(({ school }) => school.schoolId);
    const all = sides.every(({ id }) => classGroupIds.some((known) => known === id));
    return meets && all && may('hours:find', { kind: 'joint', schoolIds, classGroupIds });
  });
}
