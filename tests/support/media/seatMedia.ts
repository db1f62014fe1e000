import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { writeNumberedVideo } from './writeNumberedVideo.ts';
import { writeTone } from './writeTone.ts';

/** What one seat sends: a tone of its own and frames that carry its number. */
export interface SeatMedia {
  readonly seat: number;
  readonly hertz: number;
  /** Lines of the camera's picture: from 720 on the product sends three layers, below two. */
  readonly height: 360 | 720;
  /** Noise around the numbers: a picture that takes as many bits as it may, as a real room's does. */
  readonly lively?: boolean;
}

/** Far enough from each other, and no one a multiple of another, that a codec's distortion of one is not another. */
export const seatMedia = {
  deskA: { seat: 1, hertz: 440, height: 360 },
  kitA: { seat: 2, hertz: 620, height: 360 },
  deskB: { seat: 3, hertz: 790, height: 360 },
  kitB: { seat: 4, hertz: 1030, height: 360 },
} as const satisfies Record<string, SeatMedia>;

export const tones = Object.values(seatMedia).map(({ hertz }) => hertz);

/** Files for Chromium's fake camera and microphone; made once a machine, outside the checkout. */
export function mediaFiles({ seat, hertz, height, lively = false }: SeatMedia): { video: string; audio: string } {
  const folder = join(tmpdir(), `pluriclasse-media-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  const make = (name: string, write: (path: string) => void): string => {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    // Whole or not at all: another run may read it meanwhile.
    write(`${path}.${process.pid}`);
    renameSync(`${path}.${process.pid}`, path);
    return path;
  };
  return {
    video: make(`seat-${seat}-${height}${lively ? '-lively' : ''}-v1.y4m`, (path) =>
      writeNumberedVideo(path, seat, height, lively),
    ),
    audio: make(`tone-${hertz}-v1.wav`, (path) => writeTone(path, hertz)),
  };
}
