import { expect, test } from 'vitest';
import { aLesson, aSeat, uuid } from '../testing/lesson.ts';
import { spareTiles, tilesOf } from './tiles.ts';

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

test('a classroom sees no teacher of its own school; tablets and homes have no picture', () => {
  expect(keys(2)).toEqual(['3 camera', '2 camera', '4 camera', '5 camera', '4 screen']);
  expect(keys(3)).toEqual(['2 camera', '3 camera', '1 camera', '5 camera', '4 screen']);
});

test('a classroom has no need of a teacher whose classroom is here too; a desk has of everyone', () => {
  const spare = (n: number) => {
    const me = lesson.seats.find(({ seatId }) => seatId === uuid(n));
    if (!me) throw new Error('no such seat');
    return [...spareTiles(tilesOf(lesson.seats, lesson.sites, me), lesson.seats, me)];
  };
  expect(spare(2)).toEqual([`${uuid(4)}/camera`]);
  expect(spare(1)).toEqual([]);
});
