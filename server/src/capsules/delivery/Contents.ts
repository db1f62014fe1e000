import { PicturePieces, Voice } from '@pluriclasse/shared/capsule/manifest';
import { MediaSource } from '@pluriclasse/shared/domain/roles';
import * as z from 'zod/mini';
import { PageTurn } from './pageMarks.ts';

/** Whose it is: a member of staff wherever seated, else the seat. */
const speaker = { seat: z.string(), source: MediaSource };

export const VoiceContent = z.object({
  ...z.pick(Voice, { trackId: true, type: true, bytes: true, heard: true }).shape,
  ...speaker,
});
export type VoiceContent = z.infer<typeof VoiceContent>;

export const PictureFile = z.omit(PicturePieces, { link: true });
export type PictureFile = z.infer<typeof PictureFile>;
export const PictureContent = z.object({
  ...speaker,
  small: z.array(PictureFile),
  large: z.array(PictureFile),
});
export type PictureContent = z.infer<typeof PictureContent>;

/** What one version of a capsule delivers, but for names and links. It lies beside its files. */
export const Contents = z.object({
  voices: z.array(VoiceContent),
  pictures: z.array(PictureContent),
  /** Bytes of the reel, as it is and packed. */
  board: z.int(),
  packedBoard: z.int(),
  /** Pages that were shown, in the time of the recording. */
  turns: z.array(PageTurn),
});
export type Contents = z.infer<typeof Contents>;
