import type { Picture, PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { describe, expect, test } from 'vitest';
import { planPictures, rangesOf } from './planPictures.ts';
import { schoolIds, testManifest, trackId } from './testing/manifest.ts';

/** A file of pieces of five seconds, 100 bytes each. */
const file = (n: number, from: number, to: number): PicturePieces => ({
  trackId: trackId(n),
  codec: 'vp8',
  type: 'video/webm; codecs="vp8"',
  bytes: 10_000,
  link: `/media/picture-${n}`,
  head: 50,
  pieces: Array.from({ length: (to - from) / 5_000 }, (_, k) => ({
    from: from + k * 5_000,
    to: from + (k + 1) * 5_000,
    offset: 50 + k * 100,
    size: 100,
    shift: from,
  })),
});
const picture = (
  name: string,
  school: 0 | 1,
  source: Picture['source'],
  small: PicturePieces[],
  large: PicturePieces[] = [],
): Picture => ({ name, schoolId: schoolIds[school], source, small, large });

const base = testManifest();
const voices = base.voices.map((voice, n) => ({
  ...voice,
  heard: n === 0 ? [{ from: 0, to: 12_000 }] : [{ from: 12_000, to: 30_000 }],
}));
const plan = (pictures: Picture[], from: number, until: number, size: 'small' | 'large' = 'small') =>
  planPictures({ ...base, voices, pictures }, size, from, until).map(
    ({ file: { trackId: id }, piece }) => `${Number(id.slice(-3))}@${piece.from / 1000}`,
  );

const neri = picture('Paolo Neri', 0, 'camera', [file(11, 0, 60_000)]);
const rus = picture('Ms Rus', 1, 'camera', [file(12, 0, 60_000)]);

describe('what is shown', () => {
  test.each([
    ['whoever is heard', [neri, rus], 0, 20_000, ['11@0', '11@5', '11@10', '12@15']],
    ['from the middle of a piece', [neri, rus], 13_000, 18_000, ['12@10', '12@15']],
    ['who speaks without a picture: another one', [neri], 15_000, 20_000, ['11@15']],
    [
      'a screen before all',
      [neri, picture('Ms Rus', 1, 'screen', [file(13, 5_000, 10_000)])],
      0,
      15_000,
      ['11@0', '13@5', '11@10'],
    ],
    [
      'nothing, until there is something',
      [picture('Ms Rus', 1, 'camera', [file(12, 20_000, 25_000)])],
      0,
      60_000,
      ['12@20'],
    ],
    [
      'one who turned the camera off and on',
      [picture('Ms Rus', 1, 'camera', [file(12, 0, 5_000), file(14, 10_000, 15_000)])],
      0,
      60_000,
      ['12@0', '14@10'],
    ],
    ['nothing at all', [], 0, 60_000, []],
  ])('%s', (_, pictures, from, until, expected) => expect(plan(pictures, from, until)).toEqual(expected));

  test('in the size that is asked for, else in the other', () => {
    const both = picture('Paolo Neri', 0, 'camera', [file(11, 0, 5_000)], [file(21, 0, 5_000)]);
    expect([plan([both], 0, 5_000), plan([both], 0, 5_000, 'large'), plan([neri], 0, 5_000, 'large')]).toEqual([
      ['11@0'],
      ['21@0'],
      ['11@0'],
    ]);
  });
});

test('pieces beside each other are one range, up to a size', () => {
  const planned = planPictures({ ...base, voices, pictures: [neri, rus] }, 'small', 0, 30_000);
  const sizes = (most: number) => rangesOf(planned, most).map((group) => group.length);
  expect(sizes(1_000)).toEqual([3, 3]);
  expect(sizes(200)).toEqual([2, 1, 2, 1]);
});
