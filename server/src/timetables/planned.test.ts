import type { SchedulePattern, WishAnswer } from '@pluriclasse/shared/calendar/answer';
import { describe, expect, it } from 'vitest';
import { plannedOf } from './planned.ts';

const slots = [{ weekday: 2, start: '10:00', end: '10:50' }];
const art = { entryId: 'e', subject: 'Art', classGroupIds: [], staffIds: [] };
const lessonAt = (startsAt: number, displaced = [art]) => {
  const at = { day: '2026-12-01', start: '10:00', end: '10:50', periods: [3], staffIds: [], roomId: null };
  const sites = [
    { ...at, schoolId: 'a', displaced },
    { ...at, schoolId: 'b', displaced: [] },
  ];
  return { startsAt, endsAt: startsAt + 1, sites };
};
const pattern = (more: Partial<SchedulePattern> = {}): SchedulePattern => ({
  patternId: 'p',
  timeZone: 'Europe/Rome',
  slots,
  everyWeeks: 1,
  phase: 0,
  local: ['a', 'b'].map((schoolId) => ({ schoolId, hours: [] })),
  lessons: [lessonAt(1), lessonAt(2, [{ ...art, subject: 'Music' }, art])],
  failures: [{ startsAt: 3, day: '2026-12-15', blockers: [], relaxation: null }],
  costs: [
    { kind: 'displaced', schoolId: 'a', amount: 3 },
    { kind: 'periods', schoolId: 'a', amount: 1.5 },
    { kind: 'gaps', schoolId: null, amount: 9 },
  ],
  value: 1,
  relaxations: [],
  ...more,
});
const blocker = {
  kind: 'subject' as const,
  schoolId: 'a',
  classGroupId: null,
  staffId: null,
  roomId: null,
  entryId: null,
  name: 'Maths',
};
const answer = (more: Partial<WishAnswer>): WishAnswer => ({
  wishId: 'w',
  patterns: [pattern({ patternId: 'other' }), pattern()],
  chosen: 'p',
  without: [1, 3, 4, 5].map((weekday) => ({ weekday, blockers: weekday === 3 ? [] : [blocker] })),
  tried: 5,
  ...more,
});

describe('what a plan gives a wish', () => {
  it('is the chosen hour in few words: how many dates hold, what each school gives up', () => {
    expect(plannedOf(answer({}))).toEqual({
      wishId: 'w',
      hour: {
        patternId: 'p',
        timeZone: 'Europe/Rome',
        slots,
        everyWeeks: 1,
        local: [
          { schoolId: 'a', hours: [] },
          { schoolId: 'b', hours: [] },
        ],
        lessons: 2,
        dates: 3,
        gives: [
          {
            schoolId: 'a',
            cost: 4.5,
            displaced: [
              { subject: 'Art', hours: 2 },
              { subject: 'Music', hours: 1 },
            ],
          },
          { schoolId: 'b', cost: 0, displaced: [] },
        ],
      },
      missed: null,
      without: [],
    });
  });

  it('where it gets less: who has its best hour, each once with all dates, few of them', () => {
    const taker = (wishId: string, id: string, at: number[]) => ({
      wishId,
      patternId: 'x',
      schoolId: 'a',
      kind: 'room' as const,
      id,
      at,
    });
    const many = Array.from({ length: 6 }, (_, n) => taker(`v${n}`, 'kit', [1, 2]));
    const missed = {
      patternId: 'best',
      timeZone: 'Europe/Rome',
      slots,
      lessons: 9,
      dates: 10,
      lost: 3,
      takenBy: [...many, taker('u', 'kit', [1, 2]), taker('u', 'kit', [2, 3, 4])],
    };
    const planned = plannedOf(answer({ chosen: null, missed }));
    expect(planned).toMatchObject({ hour: null, without: [], missed: { lessons: 9, dates: 10, slots, more: 1 } });
    expect(planned.missed?.takenBy).toHaveLength(6);
    expect(planned.missed?.takenBy[0]).toEqual({ wishId: 'u', schoolId: 'a', kind: 'room', id: 'kit', dates: 4 });
  });

  it('where no hour holds even alone: what is in the way', () => {
    expect(plannedOf(answer({ chosen: null, patterns: [] })).without).toEqual([
      { weekday: 1, blocker },
      { weekday: 4, blocker },
    ]);
  });
});
