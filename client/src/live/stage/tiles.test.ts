import { expect, test } from 'vitest';
import { aLesson, aSeat, uuid } from '../testing/lesson.ts';
import { tilesOf } from './tiles.ts';

const lesson = aLesson([
  aSeat(1, 1, 'desk'),
  aSeat(2, 1, 'kit'),
  aSeat(4, 2, 'desk', { streams: [{ source: 'screen', paused: false }] }),
  aSeat(3, 2, 'kit'),
  aSeat(5, 3, 'desk'),
  aSeat(6, 1, 'companion'),
  aSeat(7, 2, 'home'),
]);
const keys = (n: number) => {
  const me = lesson.seats.find(({ seatId }) => seatId === uuid(n));
  if (!me) throw new Error('no such seat');
  return tilesOf(lesson.seats, lesson.sites, me).map(
    ({ seat, source }) => `${Number.parseInt(seat.seatId.slice(-3), 16)} ${source}`,
  );
};

test('a desk sees other classrooms, its own, other teachers, itself, then what is shared', () => {
  expect(keys(1)).toEqual(['3 camera', '2 camera', '4 camera', '5 camera', '1 camera', '4 screen']);
});

test('a classroom sees teachers only of schools without a classroom; tablets and homes have no picture', () => {
  expect(keys(2)).toEqual(['3 camera', '2 camera', '5 camera', '4 screen']);
});
