import * as z from 'zod/mini';
import { IsoDay, WallTime, Weekday } from '../calendar/days.ts';
import { ClosureKind, Period } from '../calendar/model.ts';
import { ClassGroupId, ImportId, RoomId, SchoolId, StaffId, SubscriptionId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';
import { ImportProblem } from './importProblems.ts';

/** Taking over what a school has elsewhere: read a file, look at what would change, choose, apply, undo. */
export const ImportFormat = z.enum(['openholidays', 'ical', 'untis', 'asc', 'csv', 'oneroster']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** Asked for when the guess is wrong; files with a byte order mark say it themselves. */
export const TextEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1254',
  'windows-1256',
]);
export type TextEncoding = z.infer<typeof TextEncoding>;

/** Bytes that one upload may have, all files together. */
export const UPLOAD_LIMIT = 5_000_000;

/** What a column of a mapped CSV says. `start` may hold both times: `08:00-08:50`. */
export const ColumnRole = z.enum([
  'class',
  'subject',
  'teacher',
  'room',
  'weekday',
  'period',
  'start',
  'end',
  'weeks',
  'from',
  'to',
]);
export type ColumnRole = z.infer<typeof ColumnRole>;

export const ColumnMapping = z.object({
  /** Whether the first row names the columns. */
  header: z.boolean(),
  /** By column, from the left; null: not read. */
  columns: z.array(z.nullable(ColumnRole)).check(z.maxLength(60)),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** A name as the file has it. */
const Given = z.string().check(z.minLength(1), z.maxLength(120), z.regex(/^[^\p{Cc}]*$/u));

/** What becomes of a class that the file names. */
export const ClassChoice = z.discriminatedUnion('do', [
  z.object({ do: z.literal('map'), classGroupId: ClassGroupId }),
  z.object({
    do: z.literal('create'),
    name: line(60),
    grades: z.array(z.int().check(z.gte(1), z.lte(13))).check(z.maxLength(13)),
  }),
  z.object({ do: z.literal('skip') }),
]);
export type ClassChoice = z.infer<typeof ClassChoice>;
/** What becomes of a room that the file names; a lesson in a skipped one is where the class always is. */
export const RoomChoice = z.discriminatedUnion('do', [
  z.object({ do: z.literal('map'), roomId: RoomId }),
  z.object({ do: z.literal('create'), name: line(60) }),
  z.object({ do: z.literal('skip') }),
]);
export type RoomChoice = z.infer<typeof RoomChoice>;

/** Which bells give the hours: the school's, those in the file, or some typed for this import. The latter two become a bell schedule. */
export const BellChoice = z.discriminatedUnion('use', [
  z.object({ use: z.literal('school') }),
  z.object({ use: z.literal('file') }),
  z.object({ use: z.literal('typed'), periods: z.array(Period).check(z.minLength(1), z.maxLength(24)) }),
]);
export type BellChoice = z.infer<typeof BellChoice>;

/** All that a person decides about an import. The server fills in its guesses, and what the school chose last time. */
export const ImportChoices = z.object({
  take: z.array(z.enum(['closures', 'entries', 'classes'])).check(z.maxLength(3)),
  /** OpenHolidays: whose closures, as `IT-LI`. */
  subdivisions: z.array(z.string().check(z.maxLength(20), z.regex(/^[\p{L}\p{N}-]*$/u))).check(z.maxLength(20)),
  /** iCalendar: what its all-day events are. */
  closureKind: ClosureKind,
  /** Entries hold from–to, and closures that lie wholly outside are left; null: open. */
  from: z.nullable(IsoDay),
  to: z.nullable(IsoDay),
  /**
   * Whether what the file lacks goes: of entries those of the classes in the file within from–to; of closures those that
   * earlier imports brought, within the days that the file covers. What was typed stays.
   */
  replace: z.boolean(),
  bells: BellChoice,
  /** Names of weeks in the file, and those of the school's week pattern. */
  weeks: z.array(z.object({ name: Given, week: z.nullable(line(8)) })).check(z.maxLength(16)),
  classes: z.array(z.object({ name: Given, as: ClassChoice })).check(z.maxLength(400)),
  /** Null: lessons come without this teacher. The import makes no staff. */
  staff: z.array(z.object({ name: Given, staffId: z.nullable(StaffId) })).check(z.maxLength(600)),
  rooms: z.array(z.object({ name: Given, as: RoomChoice })).check(z.maxLength(400)),
  /** CSV: what the columns say. */
  columns: z.nullable(ColumnMapping),
  /** Keys of items that are not wanted. */
  leaveOut: z.array(z.string().check(z.maxLength(64), z.regex(/^[\w-]*$/))).check(z.maxLength(5000)),
});
export type ImportChoices = z.infer<typeof ImportChoices>;

const Named = z.object({ name: z.string(), lessons: z.int() });
/** What there is to choose from. */
export const ImportOffers = z.object({
  subdivisions: z.array(
    z.object({ code: z.string(), name: z.string(), parent: z.nullable(z.string()), closures: z.int() }),
  ),
  /** The table's beginning, to see what the columns hold. */
  table: z.nullable(z.object({ rows: z.array(z.array(z.string())), separator: z.string(), encoding: TextEncoding })),
  /** The periods in the file. */
  bells: z.nullable(z.array(Period)),
  weeks: z.array(z.string()),
  classes: z.array(Named),
  staff: z.array(Named),
  rooms: z.array(Named),
});
export type ImportOffers = z.infer<typeof ImportOffers>;

const span = { from: z.nullable(IsoDay), to: z.nullable(IsoDay) };
const hours = z.nullable(z.object({ start: WallTime, end: WallTime }));
export const ClosureWords = z.object({ kind: ClosureKind, name: z.string(), from: IsoDay, to: IsoDay, hours });
export type ClosureWords = z.infer<typeof ClosureWords>;
/** An entry in words, as a row of a table shows it. */
export const EntryWords = z.object({
  classes: z.array(z.string()),
  subject: z.string(),
  staff: z.array(z.string()),
  room: z.nullable(z.string()),
  weekday: Weekday,
  period: z.int(),
  weeks: z.array(z.string()),
  ...span,
});
export type EntryWords = z.infer<typeof EntryWords>;
export const BellsWords = z.object({
  name: z.string(),
  periods: z.array(Period),
  weekdays: z.array(Weekday),
  ...span,
});
export type BellsWords = z.infer<typeof BellsWords>;

const both = <Words extends z.ZodMiniType>(words: Words) => ({ before: z.nullable(words), after: z.nullable(words) });
/** One thing that would come (`before` null), go (`after` null) or change. */
export const ImportItem = z.intersection(
  z.object({ key: z.string(), leftOut: z.boolean() }),
  z.discriminatedUnion('of', [
    z.object({ of: z.literal('closure'), ...both(ClosureWords) }),
    z.object({ of: z.literal('entry'), ...both(EntryWords) }),
    z.object({ of: z.literal('bells'), ...both(BellsWords) }),
    /** The days for which closures are known. */
    z.object({ of: z.literal('known'), ...both(z.object(span)) }),
    z.object({ of: z.literal('class'), ...both(z.object({ name: z.string(), grades: z.array(z.int()) })) }),
    z.object({ of: z.literal('room'), ...both(z.object({ name: z.string() })) }),
  ]),
);
export type ImportItem = z.infer<typeof ImportItem>;

/** ready: a dry run that waits to be applied; it goes by itself after two days, that of a feed with the feed. */
export const ImportState = z.enum(['ready', 'applied', 'undone']);
export type ImportState = z.infer<typeof ImportState>;

const brief = {
  importId: ImportId,
  schoolId: SchoolId,
  format: ImportFormat,
  state: ImportState,
  fileNames: z.array(z.string()),
  /** Whose feed brought it. */
  subscriptionId: z.nullable(SubscriptionId),
  createdAt: Instant,
  createdBy: z.nullable(z.object({ staffId: StaffId, name: z.string() })),
  appliedAt: z.nullable(Instant),
  undoneAt: z.nullable(Instant),
  counts: z.object({ add: z.int(), change: z.int(), remove: z.int(), same: z.int(), problems: z.int() }),
};
export const ImportBrief = z.object(brief);
export type ImportBrief = z.infer<typeof ImportBrief>;

/** Rows that were read and thrown away at once: what we never keep. */
export const DroppedRows = z.object({
  what: z.enum(['pupils', 'guardians', 'staff', 'enrollments', 'demographics', 'other']),
  rows: z.int(),
});
export type DroppedRows = z.infer<typeof DroppedRows>;

export const Import = z.object({
  ...brief,
  choices: ImportChoices,
  offers: ImportOffers,
  items: z.array(ImportItem),
  /** The first 500. */
  problems: z.array(ImportProblem),
  dropped: z.array(DroppedRows),
  /** The timetable's revision for which the items hold: handed back when applying. */
  revision: z.int(),
  /** What the items come to, as one word: handed back when applying. */
  plan: z.string(),
});
export type Import = z.infer<typeof Import>;

const school = z.object({ schoolId: SchoolId });
const one = z.object({ schoolId: SchoolId, importId: ImportId });

export const listImports = endpoint('GET', '/api/schools/:schoolId/imports', {
  params: school,
  reply: z.object({ imports: z.array(ImportBrief) }),
});
/**
 * Reads files, changes nothing. Content is base64; several files are for formats that consist of several
 * (OpenHolidays, OneRoster). `bad_request` with a reason for what is no timetable at all. Files are not kept.
 */
export const startImport = endpoint('POST', '/api/schools/:schoolId/imports', {
  params: school,
  body: z.object({
    format: z.union([ImportFormat, z.literal('auto')]),
    encoding: z.optional(TextEncoding),
    files: z
      .array(z.object({ name: line(200), content: z.string().check(z.maxLength(7_000_000)) }))
      .check(z.minLength(1), z.maxLength(40)),
  }),
  reply: Import,
  // Base64 has four letters for three bytes.
  maxBytes: 7_000_000,
});
export const readImport = endpoint('GET', '/api/schools/:schoolId/imports/:importId', { params: one, reply: Import });
/** Looks again with other choices. */
export const chooseForImport = endpoint('PUT', '/api/schools/:schoolId/imports/:importId/choices', {
  params: one,
  body: ImportChoices,
  reply: Import,
  // All the names of a large school.
  maxBytes: 500_000,
});
/**
 * Does what the items say, all or nothing. `conflict` with reason `stale` when the timetable has changed since, or the
 * items are others because somebody chose otherwise: read it again. Creating classes or rooms takes the permission for that.
 */
export const applyImport = endpoint('POST', '/api/schools/:schoolId/imports/:importId/apply', {
  params: one,
  body: z.object({ revision: z.int(), plan: z.string().check(z.maxLength(64)) }),
  reply: Import,
});
/** Puts everything back as it was. `conflict`, reason `import_edited`, when something it brought was changed since. */
export const undoImport = endpoint('POST', '/api/schools/:schoolId/imports/:importId/undo', {
  params: one,
  reply: Import,
});
/** Forgets a dry run. */
export const dropImport = endpoint('DELETE', '/api/schools/:schoolId/imports/:importId', { params: one });
