import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { CapsuleSubject } from '@pluriclasse/shared/domain/permissions';
import type { CapsuleRecord } from './capsules.repository.ts';

/** What permissions ask of a capsule. */
export function subjectOf(record: CapsuleRecord, now: number): (actor: Actor) => CapsuleSubject {
  const { alone, staffId, sites, classes, state, expiresAt } = record;
  const subject = {
    kind: 'capsule',
    schoolIds: sites.map((site) => site.schoolId),
    classGroupIds: classes.map((one) => one.classGroupId),
    there: (state === 'recording' || state === 'ready') && expiresAt > now,
  } as const;
  return (actor) => ({ ...subject, own: alone ? actor.kind === 'staff' && actor.staffId === staffId : null });
}
