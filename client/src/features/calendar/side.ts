import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';

/** Whose time one side of the calendar shows. */
export type SideOf = 'school' | 'class' | 'staff' | 'room';
export interface Side {
  readonly schoolId: string;
  readonly of: SideOf;
  /** Of the class, the member of staff or the room; of the school its own. */
  readonly id: string;
}

const kinds: readonly string[] = ['school', 'class', 'staff', 'room'];
const isKind = (text: string): text is SideOf => kinds.includes(text);

/** `school~class~id`, as it stands in the page's address; undefined for what is none. */
export function readSide(text: string | null): Side | undefined {
  const [schoolId, of, id] = (text ?? '').split('~');
  return schoolId && of && id && isKind(of) ? { schoolId, of, id } : undefined;
}

export const writeSide = ({ schoolId, of, id }: Side): string => `${schoolId}~${of}~${id}`;

/** The first class of a school, else the school as a whole. */
export function firstSide({ schoolId, classGroups }: SchoolCalendar): Side {
  const first = classGroups[0];
  return first ? { schoolId, of: 'class', id: first.classGroupId } : { schoolId, of: 'school', id: schoolId };
}

/** What a side is called; undefined for the whole school, and for what is there no more. */
export function sideName(school: SchoolCalendar, side: Side): string | undefined {
  switch (side.of) {
    case 'class':
      return school.classGroups.find(({ classGroupId }) => classGroupId === side.id)?.name;
    case 'staff':
      return school.staff.find(({ staffId }) => staffId === side.id)?.name;
    case 'room':
      return school.rooms.find(({ roomId }) => roomId === side.id)?.name;
    case 'school':
      return undefined;
  }
}
