import { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { encodeInk, type InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import { BoardPicture } from '@pluriclasse/shared/capsule/boardPicture';
import { packBody, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { expect, it } from 'vitest';
import { boardPicture } from './boardPicture.ts';

const [page, other] = ['AAAAAAAAAA', 'BBBBBBBBBB'].map((id) => PageId.parse(id)) as [PageId, PageId];
const idOf = (n: number) => ObjectId.parse(String(n).padStart(10, '0'));
const stroke = (n: number, on: PageId, points: InkPoint[], at = n * 100): ReelStep => {
  const ink = encodeInk({ points, pressure: false });
  return {
    at,
    do: 'draw',
    page: on,
    id: idOf(n),
    body: packBody({ kind: 'stroke', z: n, color: 'red', width: 10, ink }),
  };
};
const letters = packBody({ kind: 'text', z: 9, color: 'ink', size: 56, x: 100, y: 200, width: 400 });
const dot: InkPoint[] = [[50, 60, 0.5]];
const pages: ReelStep[] = [
  { at: 0, do: 'page', page, order: 1 },
  { at: 0, do: 'page', page: other, order: 2 },
  { at: 0, do: 'show', page },
];

it('is the shown page when most lay on it, where things lay then', () => {
  const picture = boardPicture({
    steps: [
      ...pages,
      stroke(1, page, [[10, 10, 0.5], [12, 11, 0.5], [110, 40, 0.5]]), // prettier-ignore
      { at: 200, do: 'move', page, id: idOf(1), place: [5, -5] },
      { at: 300, do: 'draw', page, id: idOf(2), body: letters },
      { at: 400, do: 'write', page, id: idOf(2), text: 'The mill' },
      { at: 500, do: 'erase', page, id: idOf(1) },
      { at: 600, do: 'show', page: other },
      stroke(7, other, dot),
    ],
  });
  expect(picture).toEqual({
    things: [
      { kind: 'line', color: 'red', width: 10, path: 'M15 5l100 30' },
      { kind: 'text', color: 'ink', size: 56, x: 100, y: 200, lines: ['The mill'] },
    ],
  });
  expect(BoardPicture.safeParse(picture).success).toBe(true);
});

it('is none where nothing is ever on it, or only letters that nobody wrote', () => {
  expect(boardPicture({ steps: [] })).toBeNull();
  expect(boardPicture({ steps: [...pages, { at: 1, do: 'draw', page, id: idOf(1), body: letters }] })).toBeNull();
});

it('stays small however much is on it, and is what a browser reads', () => {
  const long = Array.from({ length: 1_500 }, (_, n): InkPoint => [(n * 37) % 1600, (n * 61) % 1080, 0.5]);
  const steps = Array.from({ length: 900 }, (_, n) => stroke(n + 1, page, n % 2 ? dot : long));
  const picture = boardPicture({ steps: [...pages, ...steps] });
  expect(JSON.stringify(picture).length).toBeLessThan(90_000);
  expect(BoardPicture.safeParse(picture).success).toBe(true);
});
