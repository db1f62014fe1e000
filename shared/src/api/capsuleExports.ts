import * as z from 'zod/mini';
import { CapsuleExportId } from '../ids.ts';
import { Instant } from '../time.ts';
import { capsuleParam } from './capsules.ts';
import { endpoint } from './http.ts';

/** `mp4`: the board and who speaks, laid out, as one film. `audio`: all voices. */
export const ExportKind = z.enum(['mp4', 'audio']);
export type ExportKind = z.infer<typeof ExportKind>;

/** What the file really is: which encoders there are differs from computer to computer. */
export const ExportFormat = z.enum(['mp4-h264', 'mp4-mpeg4', 'webm-vp9', 'm4a-aac', 'ogg-opus']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/**
 * Why a kind can't be made here: ffmpeg is not installed, or it lacks an encoder, or (for films) what reads our drawings
 * of the board.
 */
export const ExportLack = z.enum(['no_ffmpeg', 'no_encoder', 'no_drawings']);
export type ExportLack = z.infer<typeof ExportLack>;

/** `interrupted`: the server ended within it again and again. `failed`: ffmpeg gave up; the log says more. */
export const ExportFailure = z.enum(['disk_full', 'too_large', 'too_slow', 'nothing_there', 'interrupted', 'failed']);
export type ExportFailure = z.infer<typeof ExportFailure>;

const every = { exportId: CapsuleExportId, kind: ExportKind, askedAt: Instant };
export const CapsuleExport = z.discriminatedUnion('state', [
  /** `ahead`: how many are made before it, those of other capsules too. */
  z.object({ ...every, state: z.literal('waiting'), ahead: z.int() }),
  /** `progress`: 0 to 1. */
  z.object({ ...every, state: z.literal('running'), progress: z.number() }),
  z.object({ ...every, state: z.literal('done'), format: ExportFormat, bytes: z.int(), goneAt: Instant }),
  z.object({ ...every, state: z.literal('failed'), reason: ExportFailure }),
]);
export type CapsuleExport = z.infer<typeof CapsuleExport>;

/** A capsule's exports, one of each kind at most; those of an earlier edit are gone. */
export const CapsuleExports = z.object({
  exports: z.array(CapsuleExport),
  /** What would be made here of each kind, or why it can't. */
  able: z.record(ExportKind, z.union([z.object({ format: ExportFormat }), z.object({ lacks: ExportLack })])),
});
export type CapsuleExports = z.infer<typeof CapsuleExports>;

const one = z.object(capsuleParam);
const exported = z.object({ ...capsuleParam, exportId: CapsuleExportId });

export const listExports = endpoint('GET', '/api/capsules/:capsuleId/exports', { params: one, reply: CapsuleExports });
/**
 * Asks for one. What waits, is made or is there already is left as it is; what failed is tried anew. `unavailable` with
 * an `ExportLack` as its reason; `conflict` with reason `still_recorded`; `too_many` with reason `exports_waiting`.
 */
export const askExport = endpoint('POST', '/api/capsules/:capsuleId/exports', {
  params: one,
  body: z.object({ kind: ExportKind }),
  reply: CapsuleExports,
});
/** Stops it, or takes the file away. */
export const cancelExport = endpoint('DELETE', '/api/capsules/:capsuleId/exports/:exportId', {
  params: exported,
  reply: CapsuleExports,
});

/** Where the file is fetched, by a plain link: the cookie of the session says who asks, each time. */
export const exportFile = { at: '/api/capsules/:capsuleId/exports/:exportId/file', params: exported };
export const exportFilePath = ({ capsuleId, exportId }: z.infer<typeof exported>): string =>
  `/api/capsules/${capsuleId}/exports/${exportId}/file`;
