import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type MemberSubject, type SchoolSubject } from '@pluriclasse/shared/domain/permissions';
import type { StaffRole } from '@pluriclasse/shared/domain/roles';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Delta, Draft, Part } from './draft.ts';

/** Whose hours they are, and the roles that decide who runs what. */
type Member = { readonly staffId: string; readonly roles: readonly StaffRole[] };

/** Parts that belong to single members of staff. */
const PERSONAL: readonly Part[] = ['availability', 'absences'];

export const schoolSubject = (schoolId: SchoolId): SchoolSubject => ({ kind: 'school', schoolId });

export const memberSubject = (actor: Actor, schoolId: SchoolId, { staffId, roles }: Member): MemberSubject => ({
  kind: 'member',
  schoolId,
  roles,
  own: actor.kind === 'staff' && actor.staffId === staffId,
});

/** Whether the actor may make a change on what is there: of the school's week and of each person's hours in it. */
export function mayMake(
  actor: Actor,
  { schoolId, staff, absences }: { schoolId: SchoolId; staff: readonly Member[]; absences: Draft['absences'] },
  delta: Delta,
): boolean {
  const ofSchool = Object.keys(delta).some((part) => !PERSONAL.some((one) => one === part));
  if (ofSchool && !can(actor, 'timetable:edit', schoolSubject(schoolId))) return false;
  const roles = new Map(staff.map((one) => [one.staffId, one.roles]));
  return [...peopleIn(delta, absences)].every((staffId) =>
    can(actor, 'availability:edit', memberSubject(actor, schoolId, { staffId, roles: roles.get(staffId) ?? [] })),
  );
}

/** @throws AppError `forbidden` */
export function permitChange(actor: Actor, on: Parameters<typeof mayMake>[1], delta: Delta): void {
  if (!mayMake(actor, on, delta)) throw new AppError('forbidden', 'No permission for all of this change');
}

function peopleIn(delta: Delta, absences: Draft['absences']): Set<string> {
  const gone = new Set(delta.absences?.drop);
  return new Set<string>([
    ...(delta.availability?.put ?? []).map(({ staffId }) => staffId),
    ...(delta.availability?.drop ?? []),
    ...(delta.absences?.put ?? []).map(({ staffId }) => staffId),
    ...absences.filter(({ absenceId }) => gone.has(absenceId)).map(({ staffId }) => staffId),
  ]);
}
