import { describe, expect, it } from 'vitest';
import { silenceCallsFor, usualReminders, weigh, type AskAnswer, type SchoolVotes } from './approval.ts';

const answers: Record<string, AskAnswer | null | undefined> = { y: 'yes', n: 'no', '?': null, '-': undefined };
/** `A: ann y, bob ? / head -` of a school with its teachers, their answers, and its head's; `*` marks who is a head. */
function votes(text: string): SchoolVotes<string, string>[] {
  return text.split(';').map((part) => {
    const [, school = '', teachers = '', head = '-'] = /^\s*(\w+): (.*) \/ (.)\s*$/.exec(part) ?? [];
    const people = teachers.split(', ').map((one) => one.split(' '));
    return {
      school,
      teachers: people.map(([name = '', answer = '?']) => ({
        person: name.replace('*', ''),
        answer: answers[answer] ?? null,
      })),
      head: answers[head],
      heads: people.filter(([name]) => name?.endsWith('*')).map(([name = '']) => name.replace('*', '')),
    };
  });
}

describe('what answers make of a proposal', () => {
  it.each([
    ['nobody has answered', 'A: ann ? / -; B: dan ? / -', 'proposed', []],
    ['one of two teachers', 'A: ann y, bob ? / -; B: dan ? / -', 'proposed', []],
    ['all teachers of a school: its head is asked', 'A: ann y, bob y / -; B: dan ? / -', 'proposed', ['A']],
    ['its head was asked already', 'A: ann y, bob y / ?; B: dan ? / -', 'proposed', []],
    ['both schools at once', 'A: ann y / -; B: dan y / -', 'proposed', ['A', 'B']],
    ['one school is done', 'A: ann y / y; B: dan y / ?', 'proposed', []],
    ['all', 'A: ann y / y; B: dan y / y', 'approved', []],
    ['a teacher says no', 'A: ann n / -; B: dan y / y', 'declined', []],
    ['a head says no', 'A: ann y / n; B: dan ? / -', 'declined', []],
    ['a no outweighs all', 'A: ann y, bob n / y; B: dan y / y', 'declined', []],
    ['a head who teaches in it needs no second question', 'A: ann* y / -; B: dan y / -', 'proposed', ['B']],
    ['and that is all', 'A: ann* y / -; B: dan* y / -', 'approved', []],
    ['not before the colleague', 'A: ann* y, bob ? / -; B: dan y / y', 'proposed', []],
    ['a head who was asked all the same', 'A: ann* y / ?; B: dan y / y', 'proposed', []],
    ['a head answers before a colleague does', 'A: ann y, bob ? / y; B: dan y / y', 'proposed', []],
  ])('%s', (_, text, state, askHeads) => {
    expect(weigh(votes(text))).toEqual({ state, askHeads });
  });

  it('without anybody to ask nothing is approved', () => {
    expect(weigh([])).toEqual({ state: 'proposed', askHeads: [] });
  });

  it('is the same in whatever order the schools come', () => {
    const all = ['A: ann y / -', 'B: dan ? / -', 'C: eva y / y', 'D: fay n / -'];
    for (const one of all) {
      for (const two of all) {
        const there = weigh(votes(`${one};${two}`));
        const back = weigh(votes(`${two};${one}`));
        expect(back).toEqual({ state: there.state, askHeads: there.askHeads.toReversed() });
      }
    }
  });
});

describe('silence', () => {
  const day = 86_400_000;
  it.each([
    [0, 0, false, [false, 0, false]],
    [2.9, 0, false, [false, 0, false]],
    [3, 0, false, [true, 1, false]],
    [3.5, 1, false, [false, 1, false]],
    [7, 1, false, [true, 2, false]],
    [9.9, 2, false, [false, 2, false]],
    [10, 2, false, [false, 2, true]],
    [12, 2, true, [false, 2, false]],
    // A server that was away for long: one reminder, not two.
    [20, 0, false, [true, 2, true]],
  ])('after %s days with %s reminders, told: %s', (days, reminded, told, [remind, count, tell]) => {
    const found = silenceCallsFor({ askedAt: 5 * day, reminded, told }, usualReminders, (5 + days) * day);
    expect(found).toEqual({ remind, reminded: count, tell });
  });
});
