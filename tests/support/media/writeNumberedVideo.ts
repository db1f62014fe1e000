import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeCells, grid } from './frameCode.ts';

const framesPerSecond = 10;

/**
 * Writes a raw video (YUV4MPEG2, 4:2:0) of numbered frames, as Chromium takes for a camera and plays in a loop.
 * Ten frames a second keep several seats encodable on two cores. At 16:9; a frame of 720 lines is 1.4 MB.
 * @param lively fills what is not number with noise that changes, which no codec makes small
 */
export function writeNumberedVideo(path: string, seat: number, height: number, lively = false, frames = 40): void {
  const width = (height * 16) / 9;
  const file = openSync(path, 'w');
  try {
    writeSync(file, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
    const chroma = Buffer.alloc((width * height) / 2, 128);
    // A tint a seat, so that a person who looks at a screenshot sees whose picture it is.
    chroma.fill(90 + ((seat * 37) % 80), 0, chroma.length / 2);
    chroma.fill(90 + ((seat * 61) % 80), chroma.length / 2);
    for (let frame = 0; frame < frames; frame++) {
      writeSync(file, 'FRAME\n');
      writeSync(file, paintLuma(encodeCells({ seat, frame }), width, height, lively ? frame + 1 : 0));
      writeSync(file, chroma);
    }
  } finally {
    closeSync(file);
  }
}

/** @param seed of the noise; 0 for none */
function paintLuma(cells: readonly boolean[], width: number, height: number, seed: number): Buffer {
  const side = width / grid.columns;
  const luma = Buffer.alloc(width * height, 110);
  if (seed > 0) paintNoise(luma, width, seed);
  for (const [index, white] of cells.entries()) {
    const left = (index % grid.columns) * side;
    const top = (grid.firstRow + Math.floor(index / grid.columns)) * side;
    for (let y = top; y < top + side; y++) luma.fill(white ? 220 : 30, y * width + left, y * width + left + side);
  }
  return luma;
}

/** Squares of four pixels, so that some of it is left in the smallest layer. */
function paintNoise(luma: Buffer, width: number, seed: number): void {
  let state = seed * 7919;
  for (let at = 0; at < luma.length; at += 4) {
    const above = at - width;
    const repeats = Math.floor(at / width) % 4 !== 0;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    luma.fill(repeats ? (luma[above] ?? 0) : 60 + (state >>> 24) * 0.4, at, at + 4);
  }
}
