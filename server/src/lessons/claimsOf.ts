import type { Claim } from '../timetables/claims.service.ts';
import type { TwinningRecord } from '../twinnings/twinnings.service.ts';

/** What a lesson made by hand takes: the classes that meet, and the rooms where they always are. */
export function claimsOf(
  { startsAt: from, endsAt: to }: { startsAt: number; endsAt: number },
  { participants }: Pick<TwinningRecord, 'participants'>,
): Claim[] {
  return participants.flatMap(({ school: { schoolId }, classes }) =>
    classes
      .filter(({ putAwayAt }) => putAwayAt === null)
      .flatMap(({ classGroupId, roomId }): Claim[] => [
        { kind: 'class', id: classGroupId, schoolId, from, to },
        ...(roomId === null ? [] : [{ kind: 'room' as const, id: roomId, schoolId, from, to }]),
      ]),
  );
}
