import type { Page } from '@playwright/test';
import { decodeCells, type FrameNumber, grid } from '../media/frameCode.ts';

/** What one <video> on a page shows now. */
export interface Picture {
  /** Accessible name of the tile that holds it. */
  readonly tile: string;
  /** Decoded size in pixels: tells the simulcast layer. */
  readonly width: number;
  readonly height: number;
  /** A number that stays with the element for its life. */
  readonly element: number;
  readonly number: FrameNumber | undefined;
}

/** Draws every visible <video> of the page on a canvas and reads the number of its frame. */
export async function readPictures(page: Page): Promise<Picture[]> {
  const seen = await page.evaluate(readInPage, grid);
  return seen.map(({ luma, ...picture }) => ({ ...picture, number: decodeCells(luma) }));
}

/** Numbers of the seats whose frames are to be seen now. */
export async function seatsSeen(page: Page): Promise<number[]> {
  const pictures = await readPictures(page);
  return [...new Set(pictures.flatMap(({ number }) => (number === undefined ? [] : [number.seat])))].toSorted(
    (a, b) => a - b,
  );
}

function readInPage({ columns, firstRow, dataRows }: typeof grid) {
  const scope = window as unknown as { pictureIds?: WeakMap<Element, number>; pictureCount?: number }; // our own notes
  const ids = (scope.pictureIds ??= new WeakMap());
  const [width, height] = [320, 180];
  const side = width / columns;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('No canvas');
  return [...document.querySelectorAll('video')].filter(isShown).map((video) => {
    if (!ids.has(video)) ids.set(video, (scope.pictureCount = (scope.pictureCount ?? 0) + 1));
    context.drawImage(video, 0, 0, width, height);
    const luma: number[] = [];
    for (let cell = 0; cell < columns * dataRows; cell++) {
      const left = (cell % columns) * side + side * 0.3;
      const top = (firstRow + Math.floor(cell / columns)) * side + side * 0.3;
      const { data } = context.getImageData(left, top, side * 0.4, side * 0.4);
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += data[at + 1] ?? 0;
      luma.push(sum / (data.length / 4));
    }
    const tile = video.closest('[role=group], [role=region], section, figure')?.getAttribute('aria-label') ?? '';
    return { tile, width: video.videoWidth, height: video.videoHeight, element: ids.get(video) ?? 0, luma };
  });

  function isShown(video: HTMLVideoElement): boolean {
    const box = video.getBoundingClientRect();
    return (
      video.videoWidth > 0 && box.width > 0 && box.height > 0 && video.checkVisibility({ visibilityProperty: true })
    );
  }
}
