import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** A secret that travels: 256 bits, safe in cookies and links. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A plain hash is enough for 256 random bits. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Letters and digits that nobody takes for one another: no O, I, 0, 1. */
const plainAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code for people to read and type: 5 bits a character. */
export const newCode = (length: number): string =>
  Array.from({ length }, () => plainAlphabet.charAt(randomInt(plainAlphabet.length))).join('');

/** What a person typed as a code, without the spaces and dashes that help reading. */
export const cleanCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Keyed hashes of short secrets: useless without the installation's secret, which is not in the database. */
export class KeyedHash {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** `purpose` keeps hashes of different things apart. */
  of(purpose: 'pattern' | 'home-code' | 'address' | 'reply' | 'capsule-link', ...parts: string[]): Buffer {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([purpose, ...parts]))
      .digest();
  }
}
