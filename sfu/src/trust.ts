/**
 * Whether a way is trusted to carry the smallest layers of what it is wanted for, beside sound. While it is, the worker's
 * estimate may not fall below that: the estimate goes by delays, and takes a tablet that is busy for a second, or
 * losses of a minute ago, for a link without room. What a narrow link really does is lose packets, or keep them for long.
 */
export interface Trust {
  readonly trusted: boolean;
  /** When it was given last, by someone who wants to try. */
  readonly since: number;
  /** Looks in a row at which a picture came through whole. */
  readonly good: number;
}

export interface TrustLook {
  /** Share of packets lost on the way, 0–1. */
  readonly loss: number;
  /** Milliseconds there and back; undefined while unmeasured. */
  readonly roundTrip: number | undefined;
  /** Whether the worker's own estimate had room for a picture, which flows now. */
  readonly flows: boolean;
}

/** Opus conceals less than this, 0–1; beyond it libwebrtc's estimate falls by losses alone. */
const LOSES = 0.1;
/** What a good link doesn't lose, 0–1. */
const CLEAN = 0.02;
/** Nobody can converse so, in milliseconds: packets pile up before a link that is too narrow for them. */
const PILES_UP = 1_000;
/** A report may tell of the seconds before it. */
const GRACE = 2_500;
const LOOKS = 2;

export const newTrust: Trust = { trusted: true, since: -Infinity, good: 0 };

/** The trust after a look. */
export function nextTrust(before: Trust, { loss, roundTrip = 0, flows }: TrustLook, now: number): Trust {
  if (before.trusted) {
    const suffers = loss > LOSES || roundTrip > PILES_UP;
    return suffers && now - before.since >= GRACE ? { ...before, trusted: false, good: 0 } : before;
  }
  const good = flows && loss <= CLEAN ? before.good + 1 : 0;
  return good >= LOOKS ? { ...newTrust, since: before.since } : { ...before, good };
}

/** A person wants to try. */
export const trustAgain = (now: number): Trust => ({ ...newTrust, since: now });
