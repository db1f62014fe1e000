import { AppError } from '@pluriclasse/shared/errors';
import { CapsuleId, TrackId } from '@pluriclasse/shared/ids';
import { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { Instant } from '@pluriclasse/shared/time';
import type { Now } from '@pluriclasse/shared/time';
import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { KeyedHash } from '../../people/tokens.ts';

/**
 * Links hold from half to the whole of this: long enough that a voice is not broken off while it plays, and the same
 * within each half, so that what a browser has buffered stays of use when a page asks anew.
 */
const HALF = 30 * 60_000;

/** Captions of their own revision: correcting a word makes no other version of the capsule. */
const CaptionsName = z.templateLiteral(['captions-', z.int().check(z.gte(0))]);

/** A file of a capsule's version, as its address says. */
export const MediaParams = z.object({
  capsuleId: CapsuleId,
  version: z.string().check(z.regex(/^r\d{1,9}-[\w-]{16}$/)),
  kind: z.enum(['voice', 'picture', 'board', 'captions']),
  /** Of a board: that there is but one. Of captions: their own revision. */
  trackId: z.union([TrackId, z.literal('board'), CaptionsName]),
});
export type MediaParams = z.infer<typeof MediaParams>;
export const MediaQuery = z.object({
  as: SpeakingAs,
  until: z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.pipe(z.transform(Number), Instant)),
  sig: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type MediaQuery = z.infer<typeof MediaQuery>;

export const mediaPath = '/media/capsules/:capsuleId/:version/:kind/:trackId';

/** Signs addresses for one session and some time. What they open is asked again each time. */
export class MediaLinks {
  readonly #keyedHash: KeyedHash;
  readonly #now: Now;

  constructor(deps: { keyedHash: KeyedHash; now: Now }) {
    this.#keyedHash = deps.keyedHash;
    this.#now = deps.now;
  }

  /** Until when links that are made now hold. */
  until(): number {
    return (Math.floor(this.#now() / HALF) + 2) * HALF;
  }

  make(file: MediaParams, as: SpeakingAs, sessionId: string): string {
    const until = this.until();
    const sig = this.#sign(file, as, until, sessionId).toString('base64url');
    const { capsuleId, version, kind, trackId } = file;
    const query = new URLSearchParams({ as, until: String(until), sig });
    return `/media/capsules/${capsuleId}/${version}/${kind}/${trackId}?${query.toString()}`;
  }

  /** @throws AppError `forbidden`, reason `link_expired` or `link_foreign` */
  check(file: MediaParams, { as, until, sig }: MediaQuery, sessionId: string): void {
    if (!timingSafeEqual(Buffer.from(sig, 'base64url'), this.#sign(file, as, until, sessionId))) {
      throw new AppError('forbidden', 'Not a link of this session', { reason: 'link_foreign' });
    }
    if (until <= this.#now()) throw new AppError('forbidden', 'The link has expired', { reason: 'link_expired' });
  }

  #sign({ capsuleId, version, kind, trackId }: MediaParams, as: SpeakingAs, until: number, sessionId: string): Buffer {
    return this.#keyedHash.of('capsule-link', capsuleId, version, kind, trackId, as, String(until), sessionId);
  }
}
