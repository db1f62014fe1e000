import { HandId, PupilId, SchoolId } from '@pluriclasse/shared/ids';
import { describe, expect, test } from 'vitest';
import { Floor } from './Floor.ts';

const school = (n: number) => SchoolId.parse(`00000000-0000-4000-8000-00000000000${n}`);
const pupil = (n: number) => ({
  pupilId: PupilId.parse(`00000000-0000-4000-8000-0000000000${n}`),
  alias: `P${n}`,
  avatar: 'fox',
});
const [a, b] = [school(1), school(2)];
const floor = () => new Floor(() => ({ schools: [a, b], watching: [] }));

describe('hands', () => {
  test('are one a pupil: raised again they keep their place', () => {
    const it = floor();
    const first = it.raise(a, pupil(11), 1);
    expect(it.raise(a, pupil(11), 9)).toEqual({ hand: first.hand, raised: false });
    expect(it.raise(a, null, 2).raised).toBe(true);
    expect(it.state.queue).toHaveLength(2);
  });

  test('that a teacher gives the turn go down', () => {
    const it = floor();
    const { hand } = it.raise(a, pupil(11), 1);
    it.give(hand.handId, 5);
    expect(it.state).toMatchObject({ queue: [], turn: { hand, since: 5, spoken: 0 }, reason: 'empty' });
    expect(() => it.give(hand.handId, 6)).toThrow('down');
    expect(() => it.give(HandId.parse(pupil(99).pupilId), 6)).toThrow('down');
  });
});

describe('turns', () => {
  test('pass to the school that has spoken least', () => {
    const it = floor();
    it.raise(a, pupil(11), 1);
    it.raise(b, pupil(21), 2);
    it.hear([a], 3000);
    it.pass(10);
    expect(it.turn?.hand.schoolId).toBe(b);
    it.pass(20);
    expect(it.turn?.hand.schoolId).toBe(a);
    it.pass(30);
    expect(it.turn).toBeNull();
  });

  test('given to a school take its own hand down', () => {
    const it = floor();
    it.raise(a, null, 1);
    it.giveSchool(a, 5);
    expect(it.state).toMatchObject({ queue: [], turn: { hand: { schoolId: a, pupil: null } } });
  });

  test('count the voice of their own school alone', () => {
    const it = floor();
    it.giveSchool(a, 0);
    it.hear([a, b], 500);
    it.hear([b], 500);
    expect(it.turn?.spoken).toBe(500);
    expect(it.talk).toEqual([
      { schoolId: a, spoken: 500 },
      { schoolId: b, spoken: 1000 },
    ]);
    expect(it.endTurn()).toBe(true);
    expect(it.endTurn()).toBe(false);
  });
});

test('what is stored begins where it ended', () => {
  const it = floor();
  it.raise(a, pupil(11), 1);
  it.giveSchool(b, 5);
  it.hear([b], 700);
  it.setOpen(false);
  expect(new Floor(() => ({ schools: [a, b], watching: [] }), structuredClone(it.stored)).state).toEqual(it.state);
});
