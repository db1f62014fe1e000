import type { Problems } from './Problems.ts';

export interface CsvRow {
  /** On which line of the file it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const MOST_ROWS = 20_000;
const MOST_CELLS = 200;
const LONGEST_CELL = 2000;
/** A quoted cell that takes longer than this was never closed. */
const LONGEST_QUOTED = 5000;
const separators = [';', ',', '\t', '|'] as const;

/** The separator that cuts the first lines into most and equally many pieces. */
export function guessSeparator(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/, 20)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, 'q'))
    .filter((line) => line.trim() !== '');
  let [best, most] = [',', 0];
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const equal = counts.filter((count) => count > 0 && count === counts[0]).length;
    const score = (counts[0] ?? 0) > 0 ? equal / lines.length + Math.min(...counts, 3) / 10 : 0;
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

/**
 * Rows of separated text (RFC 4180, and as written by programs that never read it): quotes may be missing, double or
 * never closed, lines end as they like. Empty rows are left out. Lines that can't be read go into `problems`.
 */
export function readCsv(text: string, separator: string, problems: Problems, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const reader = new Reader(text, separator);
  while (!reader.atEnd) {
    if (rows.length >= MOST_ROWS) {
      problems.lose('too_many', { file, line: reader.line });
      break;
    }
    const { line } = reader;
    const cells = reader.readRow();
    if (cells === undefined) {
      problems.lose('unclosed_quote', { file, line, text: reader.skipLineFrom() });
      continue;
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.some((cell) => /[\0\uFFFD]/.test(cell))) {
      problems.note('invalid_character', { file, line, text: cells.join(separator) });
    }
    rows.push({ line, cells: cells.map(clean) });
  }
  return rows;
}

const clean = (cell: string) => cell.replaceAll('\0', '').slice(0, LONGEST_CELL).toWellFormed().trim();

class Reader {
  line = 1;
  #at = 0;
  /** Where the row that is read began, to skip its line when it can't be read. */
  #began = { at: 0, line: 1 };
  readonly #text: string;
  readonly #separator: string;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** @returns undefined when a quote is never closed */
  readRow(): string[] | undefined {
    this.#began = { at: this.#at, line: this.line };
    const cells: string[] = [];
    for (;;) {
      const cell = this.#text[this.#skipBlanks()] === '"' ? this.#readQuoted() : this.#readPlain();
      if (cell === undefined) return undefined;
      if (cells.length < MOST_CELLS) cells.push(cell);
      if (this.#text[this.#at] === this.#separator) this.#at++;
      else break;
    }
    this.#skipLineEnd();
    return cells;
  }

  /** Goes on after the line on which the last row began. @returns that line */
  skipLineFrom(): string {
    ({ at: this.#at, line: this.line } = this.#began);
    const end = this.#lineEnd(this.#at);
    const text = this.#text.slice(this.#at, Math.min(end, this.#at + 400));
    this.#at = end;
    this.#skipLineEnd();
    return text;
  }

  #skipBlanks(): number {
    let at = this.#at;
    while (this.#text[at] === ' ') at++;
    return this.#text[at] === '"' ? (this.#at = at) : this.#at;
  }

  #readPlain(): string {
    let end = this.#at;
    while (end < this.#text.length && !this.#endsCell(this.#text[end])) end++;
    const cell = this.#text.slice(this.#at, end);
    this.#at = end;
    return cell;
  }

  #readQuoted(): string | undefined {
    const limit = Math.min(this.#text.length, this.#at + LONGEST_QUOTED);
    let cell = '';
    for (let at = this.#at + 1; at < limit; at++) {
      const character = this.#text[at] ?? '';
      if (character === '"') {
        if (this.#text[at + 1] !== '"') {
          this.#at = at + 1;
          // What follows the closing quote belongs to nobody: programs that don't double quotes write it.
          return cell + this.#readPlain().trimEnd();
        }
        at++;
      } else if (character === '\n' || (character === '\r' && this.#text[at + 1] !== '\n')) this.line++;
      cell += character;
    }
    return undefined;
  }

  #endsCell(character: string | undefined): boolean {
    return character === this.#separator || character === '\n' || character === '\r';
  }

  #lineEnd(from: number): number {
    let at = from;
    while (at < this.#text.length && this.#text[at] !== '\n' && this.#text[at] !== '\r') at++;
    return at;
  }

  #skipLineEnd(): void {
    if (this.#text[this.#at] === '\r') this.#at++;
    if (this.#text[this.#at] === '\n') this.#at++;
    this.line++;
  }
}
