import type { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { OpenTrack } from '../../storage/Recordings.ts';
import { boardPicture } from './boardPicture.ts';
import { compileReel, type BoardPast } from './compileReel.ts';
import type { Contents, PictureContent, PictureFile, VoiceContent } from './Contents.ts';
import { fileNames } from './fileNames.ts';
import { makeVoice } from './makeVoice.ts';
import { mediaType } from './mediaType.ts';
import type { PageTurn } from './pageMarks.ts';
import { picturePieces } from './picturePieces.ts';
import { TrackFile } from './TrackFile.ts';

export interface Recorded {
  /** Of those who may be in it; in order of time. */
  readonly tracks: readonly TrackHeader[];
  readonly open: (track: TrackHeader) => Promise<OpenTrack>;
  /** Who sits at a seat, the same wherever they sit. */
  readonly personAt: (seat: string) => string;
  readonly board: BoardPast;
  readonly kept: readonly Stretch[];
  /** Told what the board looks like in small. */
  readonly onPicture?: (picture: BoardPicture | null) => void;
}

/** As much as a file's head may be. */
const HEAD = 4096;

/** Makes all that one version delivers, in a folder of its own; pictures stay where they are. */
export async function makeContents(recorded: Recorded, folder: string): Promise<Contents> {
  const { tracks, personAt } = recorded;
  const [voices, pictures]: [VoiceContent[][], PictureContent[][]] = [[], []];
  let reel: Omit<Contents, 'voices' | 'pictures'> = { board: 0, packedBoard: 0, turns: [] };
  // All that a person sent of one source is one.
  const groups = Map.groupBy(tracks, ({ peerKey, source }) => `${personAt(peerKey)} ${source}`);
  const parts = [...groups.values()].map(async (group, n) => {
    const first = group[0]!; // a group has at least the track that made it
    if (first.codec === 'opus') voices[n] = await voiceOf(recorded, group, first, folder);
    else pictures[n] = await pictureOf(recorded, group, first);
  });
  parts.push(writeReel(recorded, folder).then((written) => void (reel = written)));
  // Side by side, since most of it is waiting for the disk. When one fails the others still come to their end: nobody
  // writes into a folder that is taken away.
  await Promise.allSettled(parts);
  await Promise.all(parts);
  const contents: Contents = { voices: voices.flat(), pictures: pictures.flat(), ...reel };
  await writeFile(path.join(folder, fileNames.contents), JSON.stringify(contents));
  return contents;
}

const pack = promisify(gzip);

/** Vectors are letters: packed, once for all viewers, they are half as many. */
async function writeReel(
  { board, kept, onPicture }: Recorded,
  folder: string,
): Promise<Omit<Contents, 'voices' | 'pictures'>> {
  const turns: PageTurn[] = [];
  const compiled = await compileReel(board, kept, (turn) => turns.push(turn));
  onPicture?.(boardPicture(compiled));
  const reel = Buffer.from(JSON.stringify(compiled));
  const packed = await pack(reel);
  await writeFile(path.join(folder, fileNames.board), reel);
  await writeFile(path.join(folder, fileNames.packedBoard), packed);
  return { board: reel.length, packedBoard: packed.length, turns };
}

async function voiceOf(
  { open: openTrack, kept }: Recorded,
  tracks: readonly TrackHeader[],
  { trackId, peerKey: seat, source }: TrackHeader,
  folder: string,
): Promise<VoiceContent[]> {
  const opened: OpenTrack[] = [];
  const file = await open(path.join(folder, fileNames.voice(trackId)), 'wx', 0o600);
  try {
    for (const track of tracks) opened.push(await openTrack(track));
    const channels = source === 'screen-audio' ? 2 : 1;
    const write = (bytes: Uint8Array, offset: number) => writeWhole(file, bytes, offset);
    const files = opened.map((one) => new TrackFile(one));
    const { bytes, heard, packets } = await makeVoice(files, kept, channels, write);
    if (packets === 0) return [];
    return [{ trackId, seat, source, type: mediaType('opus', new Uint8Array()), bytes, heard }];
  } finally {
    await Promise.all([file, ...opened].map((one) => one.close()));
  }
}

/** A disk that fills up takes a part and says so only when it is asked for more. */
async function writeWhole(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
}

async function pictureOf(
  recorded: Recorded,
  tracks: readonly TrackHeader[],
  { peerKey: seat, source }: TrackHeader,
): Promise<PictureContent[]> {
  const files = await Promise.all(tracks.map((track) => pictureFile(recorded, track)));
  const begin = ({ pieces }: PictureFile) => pieces[0]?.from ?? 0;
  const [small, large] = [true, false].map((isSmall) =>
    files
      .flatMap((file, n) => (file !== undefined && (tracks[n]?.rendition === 'small') === isSmall ? file : []))
      .toSorted((a, b) => begin(a) - begin(b)),
  );
  return small && large && small.length + large.length > 0 ? [{ seat, source, small, large }] : [];
}

/** Undefined when nothing of it is kept. */
async function pictureFile({ open: openTrack, kept }: Recorded, track: TrackHeader): Promise<PictureFile | undefined> {
  const { trackId, codec } = track;
  const opened = await openTrack(track);
  try {
    const file = new TrackFile(opened);
    const { head, pieces: clusters } = await file.scan();
    const pieces = picturePieces(clusters, kept);
    if (pieces.length === 0) return undefined;
    const type = mediaType(codec, await file.first(HEAD));
    const bytes = pieces.reduce((sum, { size }) => sum + size, head);
    return { trackId, codec, type, bytes, head, pieces };
  } finally {
    await opened.close();
  }
}
