import type { Relaxation } from '../../answer.ts';
import type { SchoolCalendar } from '../../model.ts';
import type { Wish } from '../../wish.ts';
import { Oracle } from './oracle.ts';

/** The oracle of a world in which a relaxation came true. */
export function supposing(
  schools: readonly SchoolCalendar[],
  wish: Wish,
  now: number,
  { schoolId, what }: Relaxation,
): Oracle {
  const site = (change: (of: Wish['sites'][number]) => Partial<Wish['sites'][number]>): Wish => ({
    ...wish,
    sites: wish.sites.map((of) => (of.schoolId === schoolId ? { ...of, ...change(of) } : of)),
  });
  switch (what.kind) {
    case 'move-entry': {
      const moved = schools.map((school) => ({
        ...school,
        entries: school.entries.map((entry) =>
          school.schoolId === schoolId && entry.entryId === what.entryId ? { ...entry, ...what.to } : entry,
        ),
      }));
      return new Oracle(moved, wish, now);
    }
    case 'displace-subject':
      return new Oracle(
        schools,
        site(({ mayDisplace }) => ({ mayDisplace: [...mayDisplace, what.subject] })),
        now,
      );
    case 'ask-teacher':
      return new Oracle(schools, wish, now, { asked: { schoolId, ...what } });
    case 'other-teacher':
      return new Oracle(schools, wish, now, { extra: { schoolId, ...what } });
    case 'other-room': {
      const homes = (ids: readonly string[]) =>
        schools
          .filter((school) => school.schoolId === schoolId)
          .flatMap(({ classGroups }) => classGroups)
          .filter(({ classGroupId }) => ids.includes(classGroupId))
          .flatMap(({ roomId }) => roomId ?? []);
      return new Oracle(
        schools,
        site(({ roomIds, classGroupIds }) => ({
          roomIds: [...(roomIds.length > 0 ? roomIds : homes(classGroupIds)), what.roomId],
        })),
        now,
      );
    }
    case 'allow-hours':
      return new Oracle(schools, { ...wish, forbidden: wish.forbidden.filter(({ why }) => why !== what.why) }, now);
    case 'other-hours':
      return new Oracle(schools, wish, now);
  }
}
