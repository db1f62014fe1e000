import * as z from 'zod/mini';

/** One line that a person typed: trimmed, not empty, at most `max` UTF-16 units, no control characters. */
export function line(max: number) {
  return z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\p{Cc}]*$/u));
}
export const Email = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email());
/** Length is what makes a password strong (NIST SP 800-63B §3.1.1.2); 200 bounds the work of hashing. */
export const NewPassword = z.string().check(z.minLength(12), z.maxLength(200));
