/** Milliseconds that two voices may be apart unheard; below, nothing is done. */
const CLOSE = 8;
/** Up to here a voice walks a little faster or slower; from here on it jumps. */
const FAR = 40;
/** A jump makes a small hole: after one the rest is walked for so long, in milliseconds. */
const JUMP_EVERY = 2_000;
/** Parts of the rate: neither is heard as such while pitch is kept. */
const LITTLE = 0.02;
const MORE = 0.06;

export type Correction = { readonly kind: 'walk'; readonly factor: number } | { readonly kind: 'jump' };

/**
 * How a voice is brought to the one that leads.
 * @param ahead milliseconds by which it is before the leader; negative behind
 * @param sinceJump milliseconds since it last jumped
 */
export function keepTogether(ahead: number, sinceJump: number): Correction {
  const apart = Math.abs(ahead);
  if (apart <= CLOSE) return { kind: 'walk', factor: 1 };
  if (apart > FAR && sinceJump >= JUMP_EVERY) return { kind: 'jump' };
  const by = apart > FAR ? MORE : LITTLE;
  return { kind: 'walk', factor: ahead > 0 ? 1 - by : 1 + by };
}
