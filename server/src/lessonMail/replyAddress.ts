import type { LessonId, StaffId } from '@pluriclasse/shared/ids';
import type { KeyedHash } from '../people/tokens.ts';

/** RFC 4648 §6, small: mail servers may change the case of what stands before the @. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 160 bits are 32 letters; with the mailbox's own name they fit into the 64 of RFC 5321 §4.5.3.1.1. */
const BYTES = 20;
const TOKEN = /\+([a-z2-7]{32})@[^@\s<>]+$/;
const LONGEST_LOCAL = 64;

/** What only this installation can make of a lesson and a teacher: nobody can answer for them who was not sent it. */
export const replyToken = (keyed: KeyedHash, lessonId: LessonId, staffId: StaffId): string =>
  base32(keyed.of('reply', lessonId, staffId).subarray(0, BYTES));

/** The token of an address that answers go to; undefined for any other address. */
export const tokenOf = (address: string): string | undefined => TOKEN.exec(address.toLowerCase())?.[1];

/** Of `Pluriclasse <lessons@school.example>` the name and the address. */
export function readFrom(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^([^<]*)<([^>]*)>$/.exec(from.trim()) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() };
}

/**
 * The address that answers go to: the installation's own, with the token behind a plus.
 * @returns undefined when the mailbox's name is too long for both
 */
export function replyAddress(address: string, token: string): string | undefined {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${token}`;
  return at > 0 && local.length <= LONGEST_LOCAL ? local + address.slice(at) : undefined;
}

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
}
