import type { BoardReel } from '@pluriclasse/shared/capsule/reel';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import type { OpenTrack } from '../../storage/Recordings.ts';
import type { PictureFile } from '../delivery/Contents.ts';

/** Whose voice or picture it is. */
export interface Speaker {
  /** The same for one person, whatever is sent. */
  readonly person: string;
  readonly name: string | null;
}

export interface ExportVoice extends Speaker {
  readonly source: MediaSource;
  /** The voice on the time of viewers, from 0 to the end. */
  readonly path: string;
  readonly heard: readonly Stretch[];
}
export interface ExportPicture extends Speaker {
  readonly source: MediaSource;
  /** In order of time; one of its sizes. */
  readonly files: readonly PictureFile[];
}

/** What a file to keep is made of: nothing but what viewers get, without what is hidden. Milliseconds of viewers. */
export interface ExportMaterial {
  readonly title: string;
  readonly revision: number;
  readonly duration: number;
  readonly voices: readonly ExportVoice[];
  readonly pictures: readonly ExportPicture[];
  readonly reel: () => Promise<BoardReel>;
  readonly open: (file: PictureFile) => Promise<OpenTrack>;
}
