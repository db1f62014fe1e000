import type { TrackCodec } from '@pluriclasse/shared/capsule/track';
import { assembleAv1 } from './assembleAv1.ts';
import { assembleH264 } from './assembleH264.ts';
import { assembleOpus } from './assembleOpus.ts';
import { assembleVp8 } from './assembleVp8.ts';
import { assembleVp9 } from './assembleVp9.ts';
import type { Assemble } from './Frame.ts';

export const assemblers: Readonly<Record<TrackCodec, Assemble>> = {
  opus: assembleOpus,
  vp8: assembleVp8,
  vp9: assembleVp9,
  av1: assembleAv1,
  h264: assembleH264,
};
