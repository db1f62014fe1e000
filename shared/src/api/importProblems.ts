import * as z from 'zod/mini';

/**
 * Why a line, an event or a row of a file is not taken over, or what to know about one that is. The client has words
 * for each.
 */
export const ProblemCode = z.enum([
  // Of any table
  'unreadable_line',
  'missing_cell',
  'unknown_columns',
  'unclosed_quote',
  'too_many',
  'duplicate',
  'invalid_character',
  // Days and hours
  'bad_day',
  'bad_time',
  'bad_weekday',
  'bad_period',
  'ends_before_start',
  'outside_span',
  'no_period',
  'bells_differ',
  'no_bells',
  'week_unknown',
  'no_week_pattern',
  'term_only',
  // OpenHolidays
  'unknown_type',
  'unknown_subdivision',
  'calendar_ends',
  // iCalendar
  'zone_unknown',
  'zone_custom',
  'zone_ambiguous',
  'floating_time',
  'hour_skipped',
  'no_start',
  'rule_unreadable',
  'rule_too_frequent',
  'rule_never',
  'too_long',
  'once_only',
  'dates_missing',
  'weeks_ahead_only',
  'cancelled',
  'superseded',
  'not_an_event',
  'no_end_marker',
  'no_calendar_items',
  // Timetables
  'not_a_timetable_file',
  'unknown_reference',
  'no_class',
  'no_subject',
  'class_skipped',
  'teacher_left_out',
  'room_left_out',
  'no_day_or_period',
  // Classes
  'not_active',
  'bad_grade',
  'other_school',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** One thing about a file that a person should know. */
export const ImportProblem = z.object({
  /** lost: this is not taken over. noted: it is, but look at it. */
  level: z.enum(['lost', 'noted']),
  code: ProblemCode,
  file: z.nullable(z.string()),
  /** Counted from 1; null: of the file as a whole. */
  line: z.nullable(z.int()),
  /** What stands there, shortened. Plain text that somebody else wrote: never markup. */
  text: z.string(),
  /** How many such, when they are told at once. */
  count: z.int(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;
