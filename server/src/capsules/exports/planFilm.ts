import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { PictureFile } from '../delivery/Contents.ts';
import type { ExportMaterial, ExportPicture, ExportVoice } from './ExportMaterial.ts';
import { boardWidth, MOST_TILES, pageBox, tileBox, type Box } from './layout.ts';
import { joinNear, type SideSpeaker } from './sideFrames.ts';

/** A recorded picture, and where and when it is seen. */
export interface PlacedPicture {
  readonly file: PictureFile;
  readonly box: Box;
  readonly seen: readonly Stretch[];
}
export interface FilmPlan {
  /** In the order in which they lie over each other. */
  readonly pictures: readonly PlacedPicture[];
  readonly side: readonly SideSpeaker[];
}

/** Files that ffmpeg reads at once: each has a decoder of its own. */
const MOST_FILES = 32;
/** One file's pieces that are nearer than this are seen as one; twice as much while there are too many. Milliseconds. */
const NEAR = 500;
const MOST_STRETCHES = 40;

/**
 * Who is seen where. The cameras of those who are heard longest have a place of their own in the column, so that nobody
 * jumps; a shared screen and a document lie over the board while they are shown.
 */
export function planFilm({ voices, pictures }: Pick<ExportMaterial, 'voices' | 'pictures'>): FilmPlan {
  const people = peopleOf(voices, pictures);
  const tiles = people.filter(({ camera }) => camera).slice(0, MOST_TILES);
  const column = [...tiles, ...people.filter((one) => !tiles.includes(one))];
  const place = (picture: ExportPicture, box: Box) =>
    picture.files.map((file) => ({ file, box, seen: seenOf(file.pieces) }));
  const cameras = tiles.flatMap(({ camera }, n) => {
    const { x, ...box } = tileBox(n);
    return camera ? place(camera, { ...box, x: boardWidth + x }) : [];
  });
  const others = pictures.filter(({ source }) => source !== 'camera').flatMap((one) => place(one, pageBox));
  const all = [...others, ...cameras].filter(({ seen }) => seen.length > 0);
  const longest = all.toSorted((a, b) => lengthOf(b.seen) - lengthOf(a.seen)).slice(0, MOST_FILES);
  return {
    pictures: all.filter((one) => longest.includes(one)),
    side: column.map((one) => ({ name: one.name, heard: one.heard, tile: tiles.includes(one) })),
  };
}

interface Person {
  readonly person: string;
  readonly name: string | null;
  readonly heard: readonly Stretch[];
  readonly camera: ExportPicture | undefined;
}

/** Everyone with a voice or a camera, those that are heard longest first. */
function peopleOf(voices: readonly ExportVoice[], pictures: readonly ExportPicture[]): Person[] {
  const speakers = voices.filter(({ source }) => source === 'microphone');
  const cameras = pictures.filter(({ source }) => source === 'camera');
  const all = new Map([...cameras, ...speakers].map(({ person, name }) => [person, name]));
  return [...all]
    .map(([person, name]) => ({
      person,
      name,
      heard: speakers.find((one) => one.person === person)?.heard ?? [],
      camera: cameras.find((one) => one.person === person),
    }))
    .toSorted((a, b) => lengthOf(b.heard) - lengthOf(a.heard));
}

function seenOf(pieces: PictureFile['pieces']): Stretch[] {
  let near = NEAR;
  let seen = joinNear(pieces, near);
  while (seen.length > MOST_STRETCHES) seen = joinNear(pieces, (near *= 2));
  return seen;
}

const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { from, to }) => sum + to - from, 0);
