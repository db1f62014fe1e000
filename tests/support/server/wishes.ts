import type { WishHours } from '@pluriclasse/shared/calendar/wish';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { pair, type TestNetwork, type TestSchool } from './network.ts';
import { anyBells, anyEntry, staffIdOf, TimetableDesk } from './timetable.ts';
import type { TestServer } from './testServer.ts';

const DAY = 86_400_000;
/** A day so many days from now, as `2026-11-24`. */
export const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Gives the own and the partner's school a week in which Tuesday's first two hours are common, and kits. */
export async function giveWeeks(server: TestServer, { own, partner }: TestNetwork): Promise<void> {
  await pair(server, partner, { name: 'Kit', purpose: 'kit', roomId: partner.roomId });
  for (const school of [own, partner]) {
    const desk = new TimetableDesk(school);
    await desk.change(timetables.createBells, { bells: { ...anyBells, from: null } });
    const staffIds = [await staffIdOf(school.teacher)];
    const add = [1, 2, 3, 4, 5].flatMap((weekday) =>
      [1, 2].map((period) => {
        const subject = weekday === 2 || (weekday === 4 && school === own) ? 'Inglese' : 'Matematica';
        return { ...anyEntry(school), staffIds, weekday, period, subject };
      }),
    );
    await desk.change(timetables.changeEntries, { add, change: [], remove: [] });
  }
}

const site = ({ schoolId, classGroupId }: TestSchool) => ({
  schoolId: schoolId as string,
  classGroupIds: [classGroupId] as string[],
  staffIds: [] as string[],
  teachersNeeded: 1,
  roomIds: [] as string[],
  mayDisplace: ['inglese'],
});

/** Lessons of 45 minutes for both, weekly for two months from next week on. */
export const anyWish = (...schools: readonly TestSchool[]) => ({
  wishId: 'wish',
  sites: schools.map(site),
  minutes: 45,
  bufferBefore: 0,
  bufferAfter: 0,
  cadence: { everyWeeks: 1, perWeek: 1 },
  from: dayFromNow(7),
  to: dayFromNow(63),
  noticeHours: 48,
  forbidden: [] as WishHours[],
  preferred: [] as WishHours[],
});
