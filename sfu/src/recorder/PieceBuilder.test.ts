import { describe, expect, it } from 'vitest';
import { PieceBuilder } from './PieceBuilder.ts';

/** When pieces of pictures begin and end that come every so many milliseconds, the first and each tenth a key frame. */
function pieces(step: number, count: number, pause?: { after: number; long: number }): [number, number][] {
  const given: [number, number][] = [];
  const builder = new PieceBuilder({ codec: 'vp8', width: 640, height: 360 }, ({ from, to }) => given.push([from, to]));
  let now = 0;
  for (let n = 0; n < count; n += 1) {
    const at = n * step + (pause !== undefined && n >= pause.after ? pause.long : 0);
    for (; now < at; now += 100) builder.tick(now);
    builder.add({ at, key: n % 10 === 0, parts: [Buffer.alloc(10)] }, at);
  }
  builder.flush();
  return given;
}
const gaps = (given: readonly [number, number][]) => given.slice(1).map(([from], n) => from - (given[n]?.[1] ?? 0));

describe('pieces of pictures', () => {
  it.each([
    ['a camera', 40],
    ['a slow one', 100],
    ['a screen that stands still', 1_000],
  ])('of %s follow each other without gaps', (_, step) => {
    const given = pieces(step, 45);
    expect(given.length).toBeGreaterThan(1);
    // How long the first picture is shown is not known yet.
    expect(
      gaps(given)
        .slice(1)
        .filter((gap) => gap !== 0),
    ).toEqual([]);
    expect(given.at(-1)?.[1]).toBe(45 * step);
  });

  it.each([
    [1_500, []],
    [2_900, []],
    [3_100, [3_100]],
    [30_000, [30_000]],
  ])('end where a pause begins, of %i ms, unless it is but a stall', (long, expected) => {
    const given = pieces(40, 100, { after: 50, long });
    expect(gaps(given).filter((gap) => gap !== 0)).toEqual(expected);
  });

  it('begin with a key frame where there is one', () =>
    expect(pieces(100, 30).map(([from]) => from)).toEqual([0, 1_000, 2_000]));
});

/** Pictures at these instants, the first a key frame, with a look each 100 ms; the pieces that are given by then, ms. */
function piecesOf(instants: readonly number[], until: number): [number, number][] {
  const found: [number, number][] = [];
  const builder = new PieceBuilder({ codec: 'vp8', width: 320, height: 180 }, ({ from, to }) => found.push([from, to]));
  for (let now = 0; now <= until; now += 100) {
    for (const at of instants.filter((one) => one > now - 100 && one <= now)) {
      builder.add({ at, key: at === 0, parts: [new Uint8Array(10)] }, now);
    }
    builder.tick(now);
  }
  return found;
}

const steps = (from: number, to: number, by: number) =>
  Array.from({ length: Math.ceil((to - from) / by) }, (_, n) => from + n * by);

describe('pieces of pictures that no key frame parts', () => {
  it.each([
    ['come evenly', steps(0, 3_000, 50)],
    ['rest for a while where a piece is full', [...steps(0, 950, 50), ...steps(1_400, 3_000, 50)]],
    ['rest again and again', [0, 400, 1_000, 1_800, 2_600, 2_900]],
    ['come once a second', [0, 1_000, 2_000, 3_000]],
    ['rest for longer than any camera does', [...steps(0, 1_500, 50), ...steps(9_000, 12_000, 50)]],
  ])('have no hole between them when they %s', (_, instants) => {
    const pieces = piecesOf(instants, 12_000);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces[0]?.[0]).toBe(0);
    for (const [n, [, to]] of pieces.slice(0, -1).entries()) expect(to).toBe(pieces[n + 1]?.[0]);
  });

  it('hold frames of four seconds at most', () =>
    expect(piecesOf([0, 100, 200, 9_000, 9_100, 9_200, 10_300, 10_400], 12_000)).toEqual([
      [0, 200],
      [200, 9_000],
      [9_000, 9_200],
      [9_200, 10_400],
    ]));

  it('end soon where nothing more comes', () => expect(pieces(40, 27).at(-1)).toEqual([800, 27 * 40]));
});
