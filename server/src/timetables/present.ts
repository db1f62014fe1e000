import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { StaffId } from '@pluriclasse/shared/ids';
import { calendarOf } from './calendarOf.ts';
import type { Collected } from './collect.ts';
import { memberSubject, schoolSubject } from './rights.ts';

/** A timetable as the actor may see it. `names` are of those who vouched for closures. */
export function presentTimetable(
  actor: Actor,
  { facts, draft, revision }: Collected,
  names: ReadonlyMap<StaffId, string>,
): Timetable {
  const { schoolId } = facts.school;
  const roles = new Map(facts.staff.map((one) => [one.staffId as string, one.roles]));
  const mayTell = (staffId: string) =>
    can(actor, 'availability:edit', memberSubject(actor, schoolId, { staffId, roles: roles.get(staffId) ?? [] }));
  const calendar = withoutReasons(calendarOf(facts, draft), mayTell);
  const stored = new Map(draft.closures.map((one) => [one.closureId, one]));
  return {
    ...calendar,
    closures: calendar.closures.map((closure) => {
      const { source = 'typed', confirmedBy: staffId = null, confirmedAt = null } = stored.get(closure.closureId) ?? {};
      const confirmedBy = staffId === null ? null : { staffId, name: names.get(staffId) ?? '' };
      return { ...closure, source, confirmedBy, confirmedAt };
    }),
    revision,
    mayEdit: can(actor, 'timetable:edit', schoolSubject(schoolId)),
    gone: goneFrom(calendar, { facts, draft }),
  };
}

/** Hours that still name somebody who has left; what a calendar shows of them names nobody. */
function goneFrom(
  { entries }: SchoolCalendar,
  { facts, draft }: Pick<Collected, 'facts' | 'draft'>,
): Timetable['gone'] {
  const left = new Map<string, string>(
    facts.staff.flatMap(({ staffId, name, leftAt }) => (leftAt === null ? [] : [[staffId, name]])),
  );
  const shown = new Set(entries.map(({ entryId }) => entryId));
  return draft.entries.flatMap(({ entryId, staffIds }) => {
    const names = staffIds.flatMap((staffId) => left.get(staffId) ?? []);
    return names.length > 0 && shown.has(entryId) ? [{ entryId, names }] : [];
  });
}

/** That somebody is away concerns others, why does not. */
export const withoutReasons = <Calendar extends SchoolCalendar>(
  calendar: Calendar,
  mayTell: (staffId: string) => boolean,
): Calendar => ({
  ...calendar,
  staff: calendar.staff.map((one) =>
    mayTell(one.staffId) ? one : { ...one, absences: one.absences.map((absence) => ({ ...absence, reason: null })) },
  ),
});
