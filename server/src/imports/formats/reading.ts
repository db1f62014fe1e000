import type { DroppedRows, ImportFormat, TextEncoding } from '@pluriclasse/shared/api/imports';
import type { ImportProblem } from '@pluriclasse/shared/api/importProblems';
import type { DayNumber, Minute, Weekday } from '@pluriclasse/shared/calendar/days';
import type { ClosureKind, Period } from '@pluriclasse/shared/calendar/model';

/** A file as it was uploaded. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Days without lessons, as a file has them. */
export interface ReadClosure {
  readonly file: string;
  readonly line: number;
  /** Null: what the person says. */
  readonly kind: ClosureKind | null;
  /** By language in two small letters; `''` where the file doesn't say. */
  readonly names: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
  /** OpenHolidays: whose, as `IT-LI`; empty: the whole country's. */
  readonly subdivisions: readonly string[];
  readonly country: string | null;
  /** First or last day of lessons: no closure, but where what is known begins or ends. */
  readonly marks: 'first-day' | 'last-day' | null;
}

export interface Subdivision {
  readonly code: string;
  readonly names: Readonly<Record<string, string>>;
  readonly parent: string | null;
}

/** One hour a week of one or several classes, as a file has it. Names are the file's. */
export interface ReadLesson {
  readonly file: string;
  readonly line: number;
  readonly classes: readonly string[];
  readonly subject: string;
  readonly teachers: readonly string[];
  readonly rooms: readonly string[];
  readonly weekday: Weekday;
  readonly period: number | null;
  /** Where there is no period: by the school's clocks. */
  readonly hours: { readonly start: Minute; readonly end: Minute } | null;
  /** Names of weeks; empty: every week. */
  readonly weeks: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  /** The dates on which it takes place, where the file has dates. */
  readonly dates: readonly DayNumber[] | null;
  /** Whether the dates go on beyond those that were worked out. */
  readonly endless: boolean;
}

export interface ReadClass {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly grades: readonly number[];
}

/** A table whose columns a person explains. */
export interface ReadTable {
  readonly file: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly separator: string;
  readonly encoding: TextEncoding;
}

/**
 * What a file holds, without what we never keep. It is stored while the person chooses, in place of the file; nothing in
 * it depends on the school but the zone in which its hours are told.
 */
export interface Reading {
  readonly format: ImportFormat;
  readonly closures: readonly ReadClosure[];
  readonly subdivisions: readonly Subdivision[];
  readonly lessons: readonly ReadLesson[];
  readonly bells: readonly Period[] | null;
  /** Names of weeks that lessons refer to. */
  readonly weeks: readonly string[];
  readonly classes: readonly ReadClass[];
  readonly table: ReadTable | null;
  /** First and last day of the school year, where the file says. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly dropped: readonly DroppedRows[];
  readonly problems: readonly ImportProblem[];
  readonly problemCount: number;
}

export const emptyReading = (format: ImportFormat): Reading => ({
  format,
  closures: [],
  subdivisions: [],
  lessons: [],
  bells: null,
  weeks: [],
  classes: [],
  table: null,
  span: null,
  dropped: [],
  problems: [],
  problemCount: 0,
});
