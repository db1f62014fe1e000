import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { guessColumns } from '../formats/csv/guessColumns.ts';
import { lessonsOf } from '../formats/csv/readTable.ts';
import type { Problems } from '../formats/Problems.ts';
import type { Reading, ReadLesson } from '../formats/reading.ts';
import { nameKey } from './names.ts';

/** The lessons of a reading: a table's by what its columns are said to be, with names of classes told apart. */
export function interpretLessons(
  { table, lessons }: Reading,
  columns: ImportChoices['columns'],
  knownClasses: ReadonlySet<string>,
  problems: Problems,
): ReadLesson[] {
  const all = table ? lessonsOf(table, columns ?? guessColumns(table.rows), problems) : lessons;
  return all.map((lesson) => ({
    ...lesson,
    classes: Array.from(new Set(lesson.classes.flatMap((name) => splitClasses(name, knownClasses)))),
  }));
}

/** `1A+2A` is two classes where the school has both, else one: a class of two years is called so. */
function splitClasses(name: string, known: ReadonlySet<string>): string[] {
  if (known.has(nameKey(name))) return [name];
  const parts = name
    .split(/[+,;&/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => known.has(nameKey(part))) ? parts : [name];
}
