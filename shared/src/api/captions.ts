import * as z from 'zod/mini';
import { CaptionCue, Captions, LanguageTag, MOST_CUES } from '../capsule/captions.ts';
import { capsuleParam } from './capsules.ts';
import { endpoint } from './http.ts';

/** A capsule's captions as they are kept, for those who edit: times of the recording. */
export const CaptionDraft = z.object({
  /** Of the captions alone, beside the capsule's own; 0: nobody has saved any. */
  revision: z.int(),
  captions: Captions,
});
export type CaptionDraft = z.infer<typeof CaptionDraft>;

/** A file of captions is letters: this is several of the longest lessons. */
export const LARGEST_CAPTION_FILE = 1_000_000;

/**
 * Why a line of a file is not taken: it is where a time should be and holds none; its time can't be read; its end is not
 * after its beginning; it says nothing; it says too much; the capsule is not that long; there are too many.
 */
export const CaptionProblem = z.enum(['no-time', 'bad-time', 'order', 'empty', 'too-long', 'outside', 'too-many']);
export type CaptionProblem = z.infer<typeof CaptionProblem>;

/** What a file holds. Nothing of it is kept. */
export const CaptionFile = z.object({
  format: z.enum(['vtt', 'srt']),
  /** As the file says. */
  language: z.nullable(LanguageTag),
  /** In order; times of the recording. */
  cues: z.array(CaptionCue).check(z.maxLength(MOST_CUES)),
  /** The first of what was not understood, by the file's lines, which begin with 1. */
  problems: z.array(z.object({ line: z.int(), why: CaptionProblem })).check(z.maxLength(100)),
  problemCount: z.int(),
});
export type CaptionFile = z.infer<typeof CaptionFile>;

const one = z.object(capsuleParam);

export const readCaptions = endpoint('GET', '/api/capsules/:capsuleId/captions', { params: one, reply: CaptionDraft });
/** `revision` is the one that was edited; `conflict` with reason `edited` if somebody else saved since. */
export const saveCaptions = endpoint('PUT', '/api/capsules/:capsuleId/captions', {
  params: one,
  body: z.object({ revision: z.int(), captions: Captions }),
  reply: CaptionDraft,
  maxBytes: 2_500_000,
});
/**
 * Reads a WebVTT or SubRip file, whose times are those of the capsule's revision that its writer saw; nothing is changed.
 * `conflict` with reason `edited` when that is another one by now; `bad_request` with reason `no-captions` for what is no
 * such file, `captions-too-large`.
 */
export const readCaptionFile = endpoint('POST', '/api/capsules/:capsuleId/captions/file', {
  params: one,
  // Base64 has four letters for three bytes.
  body: z.object({ revision: z.int(), content: z.string().check(z.maxLength(LARGEST_CAPTION_FILE * 1.4)) }),
  reply: CaptionFile,
  maxBytes: LARGEST_CAPTION_FILE * 1.5,
});

/** Where staff fetch what viewers get as WebVTT, by a plain link: the cookie of the session says who asks. */
export const captionFile = { at: '/api/capsules/:capsuleId/captions.vtt', params: one };
export const captionFilePath = ({ capsuleId }: z.infer<typeof one>): string =>
  `/api/capsules/${capsuleId}/captions.vtt`;
