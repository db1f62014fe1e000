import type { ImportProblem, ProblemCode } from '@pluriclasse/shared/api/importProblems';

const KEPT = 500;
const LONGEST = 80;

interface Place {
  readonly file?: string | null | undefined;
  /** Counted from 1. */
  readonly line?: number | null | undefined;
  readonly text?: string | undefined;
  readonly count?: number | undefined;
}

/** What a reader of a file has to say about it. The first 500 are kept, all are counted. */
export class Problems {
  readonly list: ImportProblem[] = [];
  count = 0;

  /** This is not taken over. */
  lose(code: ProblemCode, place: Place = {}): undefined {
    this.#add('lost', code, place);
  }

  /** It is taken over, but somebody should look. */
  note(code: ProblemCode, place: Place = {}): undefined {
    this.#add('noted', code, place);
  }

  addAll(problems: readonly ImportProblem[]): void {
    for (const { level, ...rest } of problems) this.#add(level, rest.code, rest);
  }

  #add(level: ImportProblem['level'], code: ProblemCode, { file = null, line = null, text = '', count = 1 }: Place) {
    this.count += 1;
    if (this.list.length < KEPT) this.list.push({ level, code, file, line, text: shorten(text), count });
  }
}

/** Control characters and marks that turn the direction of what stands beside them. */
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]+/gu;

/** What somebody else wrote, as one line that can be shown beside others: 80 characters at most. */
export function shorten(text: string, longest = LONGEST): string {
  const clean = text
    .slice(0, longest * 8)
    .replace(unprintable, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  const characters = Array.from(clean);
  return characters.length <= longest ? clean : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A name from a file as it is kept: clean, composed, at most `longest` UTF-16 units. */
export function cleanName(text: string, longest: number): string {
  let name = shorten(text, longest).normalize('NFC');
  while (name.length > longest) name = Array.from(name).slice(0, -1).join('');
  return name;
}
