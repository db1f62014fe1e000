import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { lengthOf } from '@pluriclasse/shared/capsule/stretches';
import { readFile } from 'node:fs/promises';
import type { OpenTrack } from '../../storage/Recordings.ts';
import type { CapsuleRecord, Speaker as Seated } from '../capsules.repository.ts';
import type { Contents, PictureFile } from '../delivery/Contents.ts';
import { fileNames } from '../delivery/fileNames.ts';
import { keptOf } from '../delivery/keptOf.ts';
import type { ExportMaterial, Speaker } from './ExportMaterial.ts';

interface Parts {
  readonly record: CapsuleRecord;
  readonly contents: Contents;
  readonly speakers: readonly Seated[];
  /** Where a file of this version lies. */
  readonly pathOf: (file: string) => string;
  readonly open: (file: PictureFile) => Promise<OpenTrack>;
}

/** What viewers of one version get, as material for a file. */
export function materialOf({ record, contents, speakers, pathOf, open }: Parts): ExportMaterial {
  const whose = (seat: string): Speaker => {
    const speaker = speakers.find(({ seatId }) => seatId === seat);
    return { person: record.alone ? 'alone' : (speaker?.staffId ?? seat), name: speaker?.name ?? null };
  };
  return {
    title: record.title,
    revision: record.revision,
    duration: lengthOf(keptOf(record.stretches, record.edit)),
    voices: contents.voices.map(({ seat, source, trackId, heard }) => ({
      ...whose(seat),
      source,
      heard,
      path: pathOf(fileNames.voice(trackId)),
    })),
    // A column shows the small picture as well as the large one; a screen is read.
    pictures: contents.pictures.map(({ seat, source, small, large }) => {
      const [wanted, other] = source === 'camera' ? [small, large] : [large, small];
      return { ...whose(seat), source, files: wanted.length > 0 ? wanted : other };
    }),
    reel: async () => BoardReel.parse(JSON.parse(await readFile(pathOf(fileNames.board), 'utf8'))),
    open,
  };
}
