import type { TextEncoding } from '@pluriclasse/shared/api/imports';

export interface Decoded {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Letters and marks beyond ASCII that texts in these encodings have; what else appears speaks against the encoding. */
const expected: readonly (readonly [TextEncoding, RegExp])[] = [
  ['windows-1252', /[àáâäèéêëìíîïòóôöùúûüçñœæßÀÁÂÄÈÉÊËÌÍÎÒÓÔÖÙÚÛÜÇÑŒªº°«»’‘“”–—…€¿¡·]/u],
  ['windows-1250', /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻăâîşţĂÂÎŞŢ„”’–—…€°]/u],
  ['windows-1251', /[\u0400-\u04FF«»–—№…]/u],
  ['windows-1254', /[ğışĞİŞçöüÇÖÜâîû’–€]/u],
  ['windows-1256', /[\u0600-\u06FF]/u],
];
const ownScript = /[\u0400-\u06FF]/;

/**
 * Bytes of a text file as text, without byte order mark. What the file says itself counts most, then what the person
 * said, then what reads best: strict UTF-8, UTF-16 by its zeros, else the Windows code page whose letters make words.
 */
export function decode(bytes: Uint8Array, asked?: TextEncoding): Decoded {
  const marked = byMark(bytes);
  if (marked) return read(bytes, marked);
  if (asked) return read(bytes, asked);
  const wide = byZeros(bytes);
  if (wide) return read(bytes, wide);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // Not UTF-8, or not wholly.
  }
  const { good, bad } = countUtf8(bytes.subarray(0, 100_000));
  return good > bad * 4 ? read(bytes, 'utf-8') : read(bytes, byLetters(bytes));
}

function read(bytes: Uint8Array, encoding: TextEncoding): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function byMark([first, second, third]: Uint8Array): TextEncoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** ASCII in UTF-16 is every other byte a zero. */
function byZeros(bytes: Uint8Array): TextEncoding | undefined {
  const head = bytes.subarray(0, 2000);
  if (head.length < 4) return undefined;
  let [even, odd] = [0, 0];
  head.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even++;
    else odd++;
  });
  const most = head.length / 3;
  if (odd > most && even < head.length / 20) return 'utf-16le';
  return even > most && odd < head.length / 20 ? 'utf-16be' : undefined;
}

/** Sequences of several bytes that are UTF-8, and bytes that can't be. */
function countUtf8(bytes: Uint8Array): { good: number; bad: number } {
  const isNext = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  let [good, bad, at] = [0, 0, 0];
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    const whole = length > 0 && Array.from({ length: length - 1 }, (_, next) => at + 1 + next).every(isNext);
    if (!whole) bad++;
    else if (length > 1) good++;
    at += whole ? length : 1;
  }
  return { good, bad };
}

function byLetters(bytes: Uint8Array): TextEncoding {
  const head = bytes.subarray(0, 20_000);
  let best: TextEncoding = 'windows-1252';
  let most = -Infinity;
  for (const [encoding, letters] of expected) {
    const score = readability(read(head, encoding).text, letters);
    if (score > most) [best, most] = [encoding, score];
  }
  return best;
}

function readability(text: string, letters: RegExp): number {
  let score = 0;
  for (const { 0: character, index } of text.matchAll(/[^\0-\x7f]/gu)) {
    score += letters.test(character) ? 2 : -2;
    const before = text[index - 1] ?? ' ';
    const own = ownScript.test(character);
    // Scripts don't mix within a word; capitals don't follow small letters; accents seldom stand side by side.
    if (own && /[a-z]/i.test(before)) score -= 4;
    if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) score -= 3;
    if (!own && /\p{L}/u.test(character) && /[^\0-\x7f]/.test(before) && /\p{L}/u.test(before)) score -= 3;
    if (/[ªº°·¿¡«„]/.test(character) && /[a-z]/i.test(before)) score -= 3;
  }
  return score;
}
