import type { ExportFormat } from '@pluriclasse/shared/api/capsuleExports';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { endingOf } from './ableTo.ts';
import { boardFrames } from './boardFrames.ts';
import { audioCommand, filmCommand, type FilmPicture, type Task } from './commands.ts';
import { ExportFailed } from './ExportFailed.ts';
import type { ExportMaterial } from './ExportMaterial.ts';
import type { Ffmpeg } from './Ffmpeg.ts';
import { fitted } from './layout.ts';
import { planFilm } from './planFilm.ts';
import { retimePicture, sizeOf } from './retimePicture.ts';
import { sideFrames } from './sideFrames.ts';
import { TooManyBytes, writeFrames } from './writeFrames.ts';

const MB = 1_000_000;
/** An hour of film is some 300 MB; what is larger than this is kept by nobody. */
const MOST_BYTES = 4_000 * MB;
/** Of the drawings of the board: an hour of 2,000 strokes has some 250 MB at a frame a second. */
const MOST_DRAWN = 600 * MB;
const SLOWEST_FRAMES = 60_000;
const MINUTE = 60_000;

export interface Making {
  readonly material: ExportMaterial;
  readonly format: ExportFormat;
  /** An empty folder of its own, for all that is made on the way, and the file itself. */
  readonly folder: string;
  readonly ffmpeg: Pick<Ffmpeg, 'run'>;
  readonly signal: AbortSignal;
  /** A part from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/**
 * Makes a file to keep of a capsule.
 * @returns where it lies in the folder, and its bytes
 * @throws ExportFailed; the signal's reason when it is aborted
 */
export async function makeExport(making: Making): Promise<{ file: string; bytes: number }> {
  const { material, format, folder, ffmpeg, signal, onProgress } = making;
  const { duration, voices, title } = material;
  const sound = format === 'm4a-aac' || format === 'ogg-opus';
  if (duration === 0 || (sound && voices.length === 0))
    throw new ExportFailed('nothing_there', 'Nothing to make it of');
  const output = `out.${endingOf(format)}`;
  const most = 10 * MINUTE + 8 * duration;
  const task: Task = {
    format,
    title,
    duration,
    voices: voices.map((voice) => voice.path),
    stereo: voices.some(({ source }) => source === 'screen-audio'),
    output,
    mostBytes: MOST_BYTES,
    mostSeconds: Math.ceil((2 * most) / 1000),
  };
  const args = sound ? audioCommand(task) : filmCommand(task, await layOut(making));
  let reached = 0;
  const progressed = (part: number) => onProgress((reached = Math.max(reached, part)));
  await ffmpeg.run({ args, folder, duration, most, signal, onProgress: progressed });
  const file = path.join(folder, output);
  const { size } = await stat(file);
  if (size >= MOST_BYTES) throw new ExportFailed('too_large', `It has more than ${MOST_BYTES} bytes`);
  if (reached < 0.9) throw new ExportFailed('failed', `It ended at ${reached.toFixed(2)} of its length`);
  return { file, bytes: size };
}

/** Writes all that a film is made of into the folder. */
async function layOut({ material, folder, signal }: Making): Promise<FilmPicture[]> {
  const { duration, title } = material;
  const { pictures, side } = planFilm(material);
  const reel = await material.reel();
  const bounds = { duration, most: MOST_DRAWN, signal };
  for (let step = 1_000; ; step *= 2) {
    try {
      await writeFrames(folder, 'board', boardFrames(reel, title, duration, step), bounds);
      break;
    } catch (error) {
      // A board on which so much happens is drawn less often.
      if (!(error instanceof TooManyBytes) || step > SLOWEST_FRAMES) throw error;
    }
  }
  await writeFrames(folder, 'side', sideFrames(side, duration), bounds);
  const laid: FilmPicture[] = [];
  for (const [n, { file, box, seen }] of pictures.entries()) {
    const name = `picture-${n}.${file.codec === 'h264' ? 'mp4' : 'webm'}`;
    const track = await material.open(file);
    try {
      await retimePicture(track, file, path.join(folder, name), signal);
      const size = sizeOf(await track.read(0, file.head), file.codec);
      laid.push({ name, starts: file.pieces[0]?.from ?? 0, box: fitted(box, size), seen });
    } finally {
      await track.close();
    }
  }
  return laid;
}
