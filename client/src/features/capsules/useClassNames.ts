import { listClasses } from '@pluriclasse/shared/api/schools';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import type { ClassGroupId, SchoolId } from '@pluriclasse/shared/ids';
import { useMemo } from 'react';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';

export interface NamedClass {
  readonly classGroupId: ClassGroupId;
  readonly schoolId: SchoolId;
  readonly name: string;
}

/** Classes that one knows by name: the own school's, and those it works with. */
export function useClassNames(): readonly NamedClass[] {
  const { school } = useStaff();
  const schoolId = school?.schoolId;
  // Without a school there are no classes of it, and nothing is asked.
  const own = useRead(listClasses, { params: { schoolId: schoolId ?? '' } }, { enabled: schoolId !== undefined });
  const twinnings = useRead(listTwinnings, {});
  return useMemo(() => {
    const known = new Map<ClassGroupId, NamedClass>();
    for (const one of own.data?.classes ?? []) known.set(one.classGroupId, one);
    for (const { participants } of twinnings.data?.twinnings ?? []) {
      for (const participant of participants) {
        for (const { classGroupId, name } of participant.classes) {
          if (!known.has(classGroupId))
            known.set(classGroupId, { classGroupId, name, schoolId: participant.school.schoolId });
        }
      }
    }
    return [...known.values()];
  }, [own.data, twinnings.data]);
}
