import { ClassGroupId, RoomId, StaffId } from '@pluriclasse/shared/ids';
import { ColumnMapping, type ImportChoices } from '@pluriclasse/shared/api/imports';
import * as z from 'zod/mini';
import type { ReadTable } from '../formats/reading.ts';
import { nameKey } from './names.ts';
import type { Step } from './Plan.ts';

const MOST_NAMES = 600;
const MOST_TABLES = 20;

/** What a school chose before, by the keys of names. */
export const Habits = z.object({
  classes: z.record(z.string(), ClassGroupId),
  staff: z.record(z.string(), StaffId),
  rooms: z.record(z.string(), RoomId),
  subdivisions: z.array(z.string()),
  tables: z.array(z.object({ headers: z.string(), mapping: ColumnMapping })),
});
export type Habits = z.infer<typeof Habits>;

export const noHabits: Habits = { classes: {}, staff: {}, rooms: {}, subdivisions: [], tables: [] };

/** What tells tables of one kind: their headers. */
const headersOf = ({ rows }: ReadTable): string => (rows[0]?.cells ?? []).map(nameKey).join('|').slice(0, 500);

export const habitualMapping = (habits: Habits, table: ReadTable): ColumnMapping | undefined =>
  habits.tables.find(({ headers }) => headers === headersOf(table))?.mapping;

/** The habits after choosing so. What was made new counts as chosen, by the id that it got. */
export function withChoices(
  habits: Habits,
  choices: ImportChoices,
  table: ReadTable | null,
  steps: readonly Step[],
): Habits {
  const made = new Map<string, string>(
    steps.flatMap(({ of, after }) =>
      (of === 'class' || of === 'room') && after ? [[`${of} ${after.name}`, after.id]] : [],
    ),
  );
  // What was skipped is not kept: the school may have such a class or teacher next time.
  const chosen = <Id>(kind: z.ZodMiniType<Id>, list: readonly (readonly [string, string | null | undefined])[]) =>
    list.flatMap(([name, id]) => (id == null ? [] : [[nameKey(name), kind.parse(id)] as const]));
  const classes = choices.classes.map(({ name, as }) => {
    return [
      name,
      as.do === 'map' ? as.classGroupId : as.do === 'create' ? made.get(`class ${as.name}`) : null,
    ] as const;
  });
  const rooms = choices.rooms.map(({ name, as }) => {
    return [name, as.do === 'map' ? as.roomId : as.do === 'create' ? made.get(`room ${as.name}`) : null] as const;
  });
  const staff = choices.staff.map(({ name, staffId }) => [name, staffId] as const);
  const own = table && choices.columns && { headers: headersOf(table), mapping: choices.columns };
  return {
    classes: merged(habits.classes, chosen(ClassGroupId, classes)),
    staff: merged(habits.staff, chosen(StaffId, staff)),
    rooms: merged(habits.rooms, chosen(RoomId, rooms)),
    subdivisions: choices.subdivisions.length > 0 ? choices.subdivisions : habits.subdivisions,
    tables: own
      ? [own, ...habits.tables.filter(({ headers }) => headers !== own.headers)].slice(0, MOST_TABLES)
      : habits.tables,
  };
}

/** The newest last; the oldest go when there are too many. */
function merged<Id>(before: Readonly<Record<string, Id>>, now: readonly (readonly [string, Id])[]): Record<string, Id> {
  const keys = new Set(now.map(([key]) => key));
  const all = [...Object.entries(before).filter(([key]) => !keys.has(key)), ...now];
  return Object.fromEntries(all.slice(-MOST_NAMES));
}
