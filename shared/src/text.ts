import * as z from 'zod/mini';

/** Marks that turn the direction of what follows (UAX #9): in a name they would turn its neighbours too. */
const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Halves of characters, which PostgreSQL keeps in no jsonb. */
const halves = /\p{Cs}/gu;

/** Composed (NFC), without direction marks and halves of characters. */
export const composed = (text: string): string =>
  text.normalize('NFC').replace(directionMarks, '').replace(halves, '\uFFFD');

/**
 * One line that a person typed: composed (NFC), without direction marks, trimmed, not empty, at most `max` UTF-16 units,
 * no control characters.
 */
export function line(max: number) {
  return z.string().check(z.overwrite(composed), z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u));
}
/** Some lines that a person typed, or none: as `line`, with line ends (as \n) and tabs. */
export function lines(max: number) {
  return z.string().check(
    z.overwrite((text: string) => composed(text).replace(/\r\n?/g, '\n')),
    z.trim(),
    z.maxLength(max),
    z.regex(/^(?:[^\p{Cc}]|[\n\t])*$/u),
  );
}
export const Email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());
/** Length is what makes a password strong (NIST SP 800-63B §3.1.1.2); 200 bounds the work of hashing. */
export const NewPassword = z.string().check(z.minLength(12), z.maxLength(200));
