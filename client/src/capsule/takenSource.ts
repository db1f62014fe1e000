import { Captions } from '@pluriclasse/shared/capsule/captions';
import { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { AppError } from '@pluriclasse/shared/errors';
import * as z from 'zod/mini';
import type { CapsuleSource } from './CapsuleSource.ts';

/** Everything of a capsule that is not sound, as it is kept where there is no network. */
const Papers = z.object({ manifest: Manifest, reel: BoardReel, captions: z.optional(Captions) });
export type Papers = z.infer<typeof Papers>;

/** What is taken along: sound, board and captions. Pictures stay, they are ten times as large. */
export function parcelOf(manifest: Manifest, reel: BoardReel, captions?: Captions) {
  const { capsuleId, revision, voices } = manifest;
  const papers: Papers = { manifest: { ...manifest, pictures: [] }, reel, ...(captions && { captions }) };
  const files = voices.map(({ trackId, type, bytes, link }) => ({ name: trackId, type, bytes, link }));
  return { id: capsuleId, revision, papers, files };
}

const BOARD = 'taken:board';
const CAPTIONS = 'taken:captions';

/**
 * A capsule that was taken along, without any network.
 * @param links an address of this page's own for each voice
 * @throws AppError `not_found` for what an older page has written
 */
export function takenSource({ papers, links }: { papers: unknown; links: ReadonlyMap<string, string> }): CapsuleSource {
  const parsed = Papers.safeParse(papers);
  if (!parsed.success) throw new AppError('not_found', 'What was taken along can’t be read any more');
  const { manifest, reel, captions } = parsed.data;
  const { captions: offered, ...rest } = manifest;
  const here: Manifest = {
    ...rest,
    ...(offered && captions && { captions: { ...offered, link: CAPTIONS } }),
    voices: manifest.voices.map((voice) => ({ ...voice, link: links.get(voice.trackId) ?? '' })),
    board: { ...manifest.board, link: BOARD },
    linksUntil: Number.MAX_SAFE_INTEGER,
  };
  return {
    manifest: async () => here,
    sound: (link) => link,
    bytes: async (link) => {
      const paper = { [BOARD]: reel, [CAPTIONS]: captions }[link];
      if (paper === undefined) throw new AppError('not_found', 'It was not taken along');
      return new TextEncoder().encode(JSON.stringify(paper));
    },
  };
}
