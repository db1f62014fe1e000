import type { Page } from '@playwright/test';
import type { PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { decodeCells, grid, type FrameNumber } from '../media/frameCode.ts';

export interface Watched {
  /** Undefined where it shows no number. */
  readonly number: FrameNumber | undefined;
  /** Milliseconds of what viewers see from which on this frame is shown. */
  readonly from: number;
}

/** What a recorded picture shows at these instants (ms of what viewers see). */
export async function watchAt(page: Page, picture: PicturePieces, instants: readonly number[]): Promise<Watched[]> {
  const seen = await page.evaluate(watchInPage, { picture, instants, grid });
  return seen.map(({ luma, from }) => ({ number: decodeCells(luma), from }));
}

/** Puts all pieces into one MediaSource, seeks, and reads the cells. */
async function watchInPage(asked: {
  picture: PicturePieces;
  instants: readonly number[];
  grid: { columns: number; firstRow: number; dataRows: number };
}): Promise<{ luma: number[]; from: number }[]> {
  const { picture, instants } = asked;
  const { columns, firstRow, dataRows } = asked.grid;
  const range = async (from: number, to: number) => {
    const response = await fetch(picture.link, { headers: { range: `bytes=${from}-${to}` } });
    if (response.status !== 206) throw new Error(`HTTP ${response.status} for a piece`);
    return response.arrayBuffer();
  };
  const source = new MediaSource();
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(source);
  const on = (target: EventTarget, name: string) =>
    new Promise<void>((resolve, reject) => {
      target.addEventListener(name, () => resolve(), { once: true });
      target.addEventListener('error', () => reject(new Error(`${name}: ${video.error?.message}`)), { once: true });
    });
  await on(source, 'sourceopen');
  const buffer = source.addSourceBuffer(picture.type);
  const append = async (bytes: ArrayBuffer) => {
    const done = on(buffer, 'updateend');
    buffer.appendBuffer(bytes);
    await done;
  };
  await append(await range(0, picture.head - 1));
  for (const { offset, size, shift } of picture.pieces) {
    buffer.timestampOffset = shift / 1000;
    await append(await range(offset, offset + size - 1));
  }
  // A decoder keeps its newest pictures back until it knows that no more come.
  source.endOfStream();
  const [width, height] = [320, 180];
  const side = width / columns;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas');
  const found: { luma: number[]; from: number }[] = [];
  // Of the frame that is shown; the same one again is not told anew.
  let from = Number.NaN;
  const look = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    from = mediaTime * 1000;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const { buffered } = buffer;
  const ranges = Array.from({ length: buffered.length }, (_, n) => [buffered.start(n) * 1000, buffered.end(n) * 1000]);
  const stuckAt = (at: number) =>
    `No picture at ${at} ms: ${video.readyState}, ${JSON.stringify(ranges)} of ${JSON.stringify(picture.pieces)}`;
  for (const at of instants) {
    // A browser would wait there for more, without end.
    if (!ranges.some(([from, to]) => from! <= at && at < to!)) throw new Error(stuckAt(at));
    const there = on(video, 'seeked');
    video.currentTime = at / 1000;
    // Seeks take milliseconds; one that waits for more would wait without end, and tell nothing.
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(stuckAt(at))), 10_000));
    await Promise.race([there, late]);
    // What is decoded is drawn by the next frame of the page, unless it is the same picture as before.
    for (let n = 0; n < 2 || Number.isNaN(from); n++) await new Promise(requestAnimationFrame);
    context.drawImage(video, 0, 0, width, height);
    const luma: number[] = [];
    for (let cell = 0; cell < columns * dataRows; cell++) {
      const left = (cell % columns) * side + side * 0.3;
      const top = (firstRow + Math.floor(cell / columns)) * side + side * 0.3;
      const { data } = context.getImageData(left, top, side * 0.4, side * 0.4);
      let sum = 0;
      for (let n = 0; n < data.length; n += 4) sum += data[n + 1] ?? 0;
      luma.push(sum / (data.length / 4));
    }
    found.push({ luma, from });
  }
  URL.revokeObjectURL(video.src);
  return found;
}
