import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { View } from './entries.ts';
import type { Brush } from './paint.ts';
import { normal, type PastedCell } from './table.ts';

/** An hour without the one whose week it is in: what can be painted into anybody's. */
export interface Hour {
  readonly subject: string;
  /** Beside the teacher whose week it is. */
  readonly staffIds: readonly string[];
  readonly roomId: string | null;
  /** Beside the class whose week it is. */
  readonly classGroupIds: readonly string[];
  /** Names of the week pattern; empty: every week. */
  readonly weeks: readonly string[];
}

const without = (ids: readonly string[], view: View, kind: View['kind']) =>
  view.kind === kind ? ids.filter((id) => id !== view.id) : [...ids];

/** Takes an hour out of a view. */
export const hourOf = (entry: TimetableEntry, view: View): Hour => ({
  subject: entry.subject,
  staffIds: without(entry.staffIds, view, 'staff'),
  roomId: view.kind === 'room' ? null : entry.roomId,
  classGroupIds: without(entry.classGroupIds, view, 'class'),
  weeks: entry.weeks,
});

/** Puts an hour into a view. @returns undefined when no class would have it */
export function brushOf(hour: Hour, view: View): Brush | undefined {
  const withOwn = (ids: readonly string[], kind: View['kind']) =>
    view.kind === kind ? [view.id, ...without(ids, view, kind)] : ids;
  const classGroupIds = withOwn(hour.classGroupIds, 'class');
  if (classGroupIds.length === 0) return undefined;
  return {
    subject: hour.subject,
    staffIds: withOwn(hour.staffIds, 'staff'),
    roomId: view.kind === 'room' ? view.id : hour.roomId,
    classGroupIds,
    weeks: hour.weeks,
  };
}

/** Whom a pasted text may name. */
export interface Names {
  readonly staff: readonly { readonly staffId: string; readonly name: string }[];
  readonly rooms: readonly { readonly roomId: string; readonly name: string }[];
}

/**
 * Understands a pasted cell: a subject that is known is painted as it usually is; further lines that name a teacher (whole
 * or by the last name) or a room say who and where.
 */
export function readHour(cell: PastedCell, palette: readonly Hour[], names: Names): Hour | null {
  const { subject, notes } = cell;
  if (subject === null) return null;
  const known = palette.find((one) => normal(one.subject) === normal(subject));
  const hour = known ?? { subject, staffIds: [], roomId: null, classGroupIds: [], weeks: [] };
  const texts = notes.map(normal);
  const staff = names.staff.filter(({ name }) => {
    const whole = normal(name);
    return texts.some((text) => text === whole || text === whole.split(' ').at(-1));
  });
  const room = names.rooms.find(({ name }) => texts.includes(normal(name)));
  return {
    ...hour,
    ...(staff.length > 0 && { staffIds: staff.map(({ staffId }) => staffId) }),
    ...(room && { roomId: room.roomId }),
    weeks: [],
  };
}
