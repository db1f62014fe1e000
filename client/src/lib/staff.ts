import type { Participant } from '@pluriclasse/shared/api/twinnings';
import type { Me, SchoolBrief } from '@pluriclasse/shared/api/sessions';
import type { StaffActor } from '@pluriclasse/shared/domain/actor';
import { can, type Action, type ActionSubjects } from '@pluriclasse/shared/domain/permissions';
import { SchoolId } from '@pluriclasse/shared/ids';
import { createContext, use } from 'react';
import { useParams } from 'wouter';

export type StaffMe = Extract<Me, { kind: 'staff' }>;

export const StaffContext = createContext<StaffMe | undefined>(undefined);

/** The member of staff who is signed in; the office's pages stand within their context. */
export function useStaff(): StaffMe {
  const staff = use(StaffContext);
  if (staff === undefined) throw new Error('useStaff outside the office');
  return staff;
}

/** Whether one may, by the same rules as the server's. */
export function useMay(): <A extends Action>(action: A, subject: ActionSubjects[A]) => boolean {
  const staff = useStaff();
  const actor: StaffActor = {
    kind: 'staff',
    staffId: staff.staffId,
    schoolId: staff.school?.schoolId,
    roles: staff.roles,
  };
  return (action, subject) => can(actor, action, subject);
}

/** Whether one may plan lessons for a meeting of these schools. */
export function useMaySchedule(): (participants: readonly Participant[]) => boolean {
  const may = useMay();
  return (participants) =>
    may('lesson:schedule', {
      kind: 'joint',
      schoolIds: participants.map(({ school }) => school.schoolId),
      classGroupIds: participants.flatMap(({ classes }) => classes.map(({ classGroupId }) => classGroupId)),
    });
}

/** The school that a page is about: the one of its address, else one's own. */
export function useSchoolId(): SchoolId | undefined {
  const staff = useStaff();
  const { schoolId } = useParams<{ schoolId?: string }>();
  if (schoolId === undefined) return staff.school?.schoolId;
  const parsed = SchoolId.safeParse(schoolId);
  return parsed.success ? parsed.data : undefined;
}

/** Where a school's pages are: one's own have short addresses. */
export function schoolPath(
  own: SchoolBrief | null,
  schoolId: SchoolId,
  page: 'school' | 'staff' | 'classes' | 'devices' | 'timetable' | `timetable/${string}`,
): string {
  if (own?.schoolId === schoolId) return `/${page}`;
  return page === 'school' ? `/schools/${schoolId}` : `/schools/${schoolId}/${page}`;
}
