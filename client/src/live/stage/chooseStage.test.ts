import type { LessonState } from '@pluriclasse/shared/signalling/state';
import { describe, expect, test } from 'vitest';
import { aHand, aLesson, aSeat, uuid } from '../testing/lesson.ts';
import { chooseStage, emptyStage, type StageMemory } from './chooseStage.ts';

// 1 my desk, 2 my kit (Roccaverde); 3 kit, 4 desk (Valea Mică); 5 kit (Torrealta); 6 a companion
const seats = [
  aSeat(1, 1, 'desk'),
  aSeat(2, 1, 'kit'),
  aSeat(3, 2, 'kit'),
  aSeat(4, 2, 'desk'),
  aSeat(5, 3, 'kit'),
  aSeat(6, 2, 'companion'),
];

function ask(
  memory: StageMemory,
  lesson: LessonState,
  now: number,
  options: { speaking?: number[]; as?: number } = {},
) {
  const me = lesson.seats.find(({ seatId }) => seatId === uuid(options.as ?? 1));
  if (!me) throw new Error('no such seat');
  const speaking = (options.speaking ?? []).flatMap(
    (n) => lesson.seats.find(({ seatId }) => seatId === uuid(n))?.seatId ?? [],
  );
  return chooseStage(memory, { stage: lesson.stage, turn: lesson.floor.turn, seats: lesson.seats, speaking, me }, now);
}
const shows = (n: number, source = 'camera') => ({ kind: 'picture', seatId: uuid(n), source });
const turn = (school: number) => ({
  floor: {
    open: true,
    turn: { turnId: uuid(800), hand: aHand(9, school, 'Elio'), since: 0, spoken: 0 },
    queue: [],
    watching: [],
    talk: [],
    reason: 'empty',
  },
});

describe('chooseStage', () => {
  test("begins with another school's classroom", () => {
    expect(ask(emptyStage, aLesson(seats), 0).target).toEqual(shows(3));
  });

  test('shows nobody to one who is alone', () => {
    expect(ask(emptyStage, aLesson([aSeat(1, 1, 'desk')]), 0).target).toEqual({ kind: 'nobody' });
  });

  test('gives the stage to the school whose turn it is after a second and a half', () => {
    const lesson = aLesson(seats, turn(3));
    const before = ask(
      { target: { kind: 'picture', seatId: aLesson(seats).seats[2]!.seatId, source: 'camera' }, rival: undefined },
      lesson,
      1000,
    );
    expect(before.target).toEqual(shows(3));
    expect(before.wakeAt).toBe(2500);
    expect(ask(before, lesson, 2499).target).toEqual(shows(3));
    expect(ask(before, lesson, 2500).target).toEqual(shows(5));
  });

  test('does not change at a cough: the voice must last, and one who falls silent begins anew', () => {
    const lesson = aLesson(seats);
    const first = ask(emptyStage, lesson, 0);
    const cough = ask(first, lesson, 100, { speaking: [5] });
    const quiet = ask(cough, lesson, 600);
    const again = ask(quiet, lesson, 1700, { speaking: [5] });
    expect(again.target).toEqual(shows(3));
    expect(ask(again, lesson, 3200, { speaking: [5] }).target).toEqual(shows(5));
  });

  test('keeps who is shown while that one speaks too, and while nobody speaks', () => {
    const lesson = aLesson(seats);
    const first = ask(emptyStage, lesson, 0);
    const both = ask(first, lesson, 9000, { speaking: [5, 3] });
    expect(both.rival).toBeUndefined();
    expect(ask(both, lesson, 99_000).target).toEqual(shows(3));
  });

  test('shows the next one at once when the school on the stage drops', () => {
    const first = ask(emptyStage, aLesson(seats), 0);
    const dropped = seats.map((seat, n) =>
      n === 2 ? aSeat(3, 2, 'kit', { presence: { kind: 'away', until: 9 } }) : seat,
    );
    expect(ask(first, aLesson(dropped), 10, { speaking: [5] }).target).toEqual(shows(5));
  });

  test('never shows a classroom to itself, even in its own turn', () => {
    const lesson = aLesson(seats, turn(1));
    const first = ask(emptyStage, lesson, 0, { as: 2 });
    expect(first.target).toEqual(shows(3));
    expect(ask(first, lesson, 5000, { as: 2 }).target).toEqual(shows(3));
  });

  test('a classroom sees another school by its classroom, also while the teacher there speaks', () => {
    const lesson = aLesson(seats);
    const first = ask(emptyStage, lesson, 0, { as: 5 });
    expect(first.target).toEqual(shows(2));
    const teacher = ask(first, lesson, 100, { as: 5, speaking: [4] });
    expect(ask(teacher, lesson, 1600, { as: 5, speaking: [4] }).target).toEqual(shows(3));
    const away = aLesson(
      seats.map((seat, n) => (n === 2 ? aSeat(3, 2, 'kit', { presence: { kind: 'away', until: 9 } }) : seat)),
    );
    expect(ask(emptyStage, away, 0, { as: 5, speaking: [4] }).target).toEqual(shows(4));
  });

  test('follows the teachers: board, and a screen only while it is sent', () => {
    expect(ask(emptyStage, aLesson(seats, { stage: { show: 'board' } }), 0).target).toEqual({ kind: 'board' });
    const stage = { show: 'screen', seatId: uuid(4) };
    expect(ask(emptyStage, aLesson(seats, { stage }), 0).target).toEqual(shows(3));
    const sharing = seats.map((seat, n) =>
      n === 3 ? aSeat(4, 2, 'desk', { streams: [{ source: 'screen', paused: false }] }) : seat,
    );
    expect(ask(emptyStage, aLesson(sharing, { stage }), 0).target).toEqual(shows(4, 'screen'));
  });
});
