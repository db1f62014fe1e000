import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';

/** The film, in pixels: the board with the title above it, and beside it a column of those who speak. */
export const film = { width: 1280, height: 720, side: 276, title: 48 } as const;
export const boardWidth = film.width - film.side;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const scale = Math.min(boardWidth / PAGE_WIDTH, (film.height - film.title) / PAGE_HEIGHT);
/** Where the page lies: as large as there is room. */
export const pageBox: Box & { readonly scale: number } = {
  scale,
  width: PAGE_WIDTH * scale,
  height: PAGE_HEIGHT * scale,
  x: (boardWidth - PAGE_WIDTH * scale) / 2,
  y: film.title,
};

/** Pictures of people that are seen at once; others are heard, and named. */
export const MOST_TILES = 3;
const tile = { width: 256, height: 144, below: 44 } as const;

/** Within the column. */
export const tileBox = (place: number): Box => ({
  x: 10,
  y: film.title + place * (tile.height + tile.below),
  width: tile.width,
  height: tile.height,
});

/** As large as a picture gets within a box, in its middle; even numbers, as encoders want them. */
export function fitted({ x, y, width, height }: Box, picture: { width: number; height: number }): Box {
  const zoom = Math.min(width / picture.width, height / picture.height);
  const even = (length: number) => Math.max(2, Math.floor((length * zoom) / 2) * 2);
  const [w, h] = [even(picture.width), even(picture.height)];
  return { x: Math.round(x + (width - w) / 2), y: Math.round(y + (height - h) / 2), width: w, height: h };
}
