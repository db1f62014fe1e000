import type { TrackId } from '@pluriclasse/shared/ids';

/** What lies in the folder of one version. */
export const fileNames = {
  contents: 'contents.json',
  board: 'board.json',
  /** The same, by gzip. */
  packedBoard: 'board.json.gz',
  voice: (trackId: TrackId) => `${trackId}.webm`,
} as const;
