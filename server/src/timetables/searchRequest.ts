import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import type { Wish, WishHours, WishSite } from '@pluriclasse/shared/calendar/wish';
import { AppError } from '@pluriclasse/shared/errors';
import { SchoolId } from '@pluriclasse/shared/ids';

/** As many as a request may hold. */
const SCHOOLS = 500;
/** No wish looks further than two school years. */
const DAYS = 800;
/** Patterns of all wishes together: more than anybody reads, and some 10 MB of an answer. */
const PATTERNS = 400;

/** Schools that wishes name. @throws AppError `bad_request` with a reason */
export function schoolsOf(wishes: readonly Wish[]): SchoolId[] {
  const ids = new Set(wishes.flatMap(({ sites }) => sites.map(({ schoolId }) => schoolId)));
  if (ids.size > SCHOOLS) throw refuse('too_many_rows');
  return [...ids].map((id) => {
    const parsed = SchoolId.safeParse(id);
    if (!parsed.success) throw refuse('no_such_school');
    return parsed.data;
  });
}

export const classesOf = (wishes: readonly Wish[]): Set<string> =>
  new Set(wishes.flatMap(({ sites }) => sites.flatMap(({ classGroupIds }) => classGroupIds)));

/** Patterns of each wish: with many wishes fewer than asked for. */
export const limitFor = (wishes: number, limit: number): number =>
  Math.min(limit, Math.max(1, Math.floor(PATTERNS / wishes)));

/** Checks that wishes make sense and name only what their schools have. @throws AppError `bad_request` with a reason */
export function checkWishes(wishes: readonly Wish[], calendars: readonly SchoolCalendar[]): void {
  const schools = new Map(calendars.map((calendar) => [calendar.schoolId, namesOf(calendar)]));
  requireUnique(wishes.map(({ wishId }) => wishId));
  for (const { sites, from, to, forbidden, preferred } of wishes) {
    if (to < from) throw refuse('days_backward');
    if (toDayNumber(to) - toDayNumber(from) > DAYS) throw refuse('too_far');
    requireUnique(sites.map(({ schoolId }) => schoolId));
    for (const site of sites) checkSite(site, schools.get(site.schoolId));
    for (const hours of [...forbidden, ...preferred]) checkHours(hours, sites);
  }
}

const namesOf = ({ classGroups, staff, rooms }: SchoolCalendar) => ({
  classes: new Set(classGroups.map(({ classGroupId }) => classGroupId)),
  staff: new Set(staff.map(({ staffId }) => staffId)),
  rooms: new Set(rooms.map(({ roomId }) => roomId)),
});

function checkSite(site: WishSite, school: ReturnType<typeof namesOf> | undefined): void {
  if (school === undefined) throw refuse('no_such_school');
  if (!site.classGroupIds.every((id) => school.classes.has(id))) throw refuse('no_such_class');
  if (!site.staffIds.every((id) => school.staff.has(id))) throw refuse('no_such_teacher');
  if (!site.roomIds.every((id) => school.rooms.has(id))) throw refuse('no_such_room');
  for (const ids of [site.classGroupIds, site.staffIds, site.roomIds]) requireUnique(ids);
  if (site.staffIds.length > 0 && site.staffIds.length < site.teachersNeeded) throw refuse('too_few_teachers');
}

function checkHours({ schoolId, start, end }: WishHours, sites: readonly WishSite[]): void {
  if (end <= start) throw refuse('hours_backward');
  if (schoolId !== null && !sites.some((site) => site.schoolId === schoolId)) throw refuse('no_such_school');
}

function requireUnique(list: readonly string[]): void {
  if (new Set(list).size !== list.length) throw refuse('twice');
}

const refuse = (reason: string) => new AppError('bad_request', `Not a wish: ${reason}`, { reason });
