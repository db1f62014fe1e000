import * as z from 'zod/mini';
import { OwnPage, ownPageLimits } from '../capsule/ownPage.ts';
import { CapsuleId, OwnPageId, PupilId } from '../ids.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** Bytes of a Yjs document, as base64. */
const packed = (bytes: number) => z.string().check(z.maxLength(Math.ceil(bytes / 3) * 4));

export const KeptOwnPage = z.extend(OwnPage, {
  /** Rises with each change that the server got. */
  version: z.int(),
  changedAt: Instant,
});
export type KeptOwnPage = z.infer<typeof KeptOwnPage>;

/**
 * Whose pages are meant is said each time: a page of this browser that another tab has signed out must neither give one
 * child's drawings to the next, nor take the next one's for its own. `unauthenticated` with reason `somebody_else`.
 */
const mine = { capsuleId: CapsuleId, pupilId: PupilId };
const one = z.object({ ...mine, ownPageId: OwnPageId });

/** A pupil's own, in the order in which they were taken. */
export const listOwnPages = endpoint('GET', '/api/catch-ups/:capsuleId/:pupilId/pages', {
  params: z.object(mine),
  reply: z.object({ pages: z.array(KeptOwnPage).check(z.maxLength(ownPageLimits.pages)) }),
});

/**
 * Brings a page in step, both ways at once: `update` is what the server may lack, and it answers what one lacks who has
 * `vector`. Sent twice it changes nothing. A page that is not there yet begins so.
 *
 * `conflict` with reason `page-removed` for one that was taken away, `page-gap` where `update` builds on what the server
 * has not got (send all of it), `page-full`, `too-many-pages`; `bad_request` for what is no page.
 */
export const syncOwnPage = endpoint('PUT', '/api/catch-ups/:capsuleId/:pupilId/pages/:ownPageId', {
  params: one,
  body: z.extend(z.omit(OwnPage, { ownPageId: true }), {
    update: packed(ownPageLimits.state),
    vector: packed(ownPageLimits.vector),
  }),
  reply: z.object({
    page: KeptOwnPage,
    missing: packed(2 * ownPageLimits.state),
    /** What the server has now: the next `update` need not hold it. */
    vector: packed(ownPageLimits.vector),
  }),
  maxBytes: 3 * 1024 * 1024,
});
/** For good, wherever else it is open. Safe twice. */
export const removeOwnPage = endpoint('DELETE', '/api/catch-ups/:capsuleId/:pupilId/pages/:ownPageId', { params: one });

/** A page as a teacher of the pupil's own school reads it. */
export const readOwnPage = endpoint('GET', '/api/capsules/:capsuleId/catch-ups/:pupilId/pages/:ownPageId', {
  params: z.object({ capsuleId: CapsuleId, pupilId: PupilId, ownPageId: OwnPageId }),
  reply: z.object({ page: KeptOwnPage, state: packed(2 * ownPageLimits.state) }),
});
