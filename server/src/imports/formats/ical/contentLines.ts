import { decode } from '../decode.ts';

/** One property with its parameters, unfolded. */
export interface ContentLine {
  /** On which line of the file it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

const LONGEST = 20_000;

/**
 * The properties of a calendar file, wherever its lines end (CRLF, LF, CR) and whatever its encoding. Folds are taken
 * out of the bytes, before they are decoded: programs cut within a character. Empty lines are skipped, also within a
 * folded one; a line that goes on with nothing before it begins there.
 */
export function contentLines(bytes: Uint8Array): ContentLine[] {
  // A byte a character: to look at lines without decoding them yet.
  const raw = Buffer.from(isWide(bytes) ? new TextEncoder().encode(decode(bytes).text) : bytes).toString('latin1');
  const folded: { line: number; parts: string[]; length: number }[] = [];
  raw.split(/\r\n|\n|\r/).forEach((text, at) => {
    const last = folded.at(-1);
    // A fold may hold a single blank; a line of nothing, or of one blank, is none.
    if (text.length < 2 && text.trim() === '') return;
    if (/^[ \t]/.test(text) && last) {
      if (last.length < LONGEST) last.parts.push(text.slice(1));
      last.length += text.length;
    } else {
      const start = text.trimStart();
      if (start === '') return;
      folded.push({ line: at + 1, parts: [start], length: start.length });
    }
  });
  const joined = folded.map(({ parts }) => parts.join('').slice(0, LONGEST)).join('\n');
  const texts = decode(Buffer.from(joined, 'latin1')).text.split('\n');
  return folded.map(({ line }, at) => ({ line, text: (texts[at] ?? '').replace(/^\uFEFF/, '').toWellFormed() }));
}

/** Whether it is UTF-16, in which every other byte is a zero. */
function isWide(bytes: Uint8Array): boolean {
  return decode(bytes.subarray(0, 200)).encoding.startsWith('utf-16');
}
