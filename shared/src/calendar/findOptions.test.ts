import { describe, expect, test } from 'vitest';
import { answerRequest } from './answerRequest.ts';
import { WishOptions } from './findOptions.ts';
import type { SchoolCalendar } from './model.ts';
import { SchoolYear } from './SchoolYear.ts';
import {
  makeBells,
  makeClass,
  makeEntry,
  makePeriods,
  makeSchool,
  makeSite,
  makeStaff,
  makeWish,
} from './testing/build.ts';
import type { ScheduleRequest, Wish } from './wish.ts';

const bells = [makeBells({ periods: makePeriods('08:00-09:00', '09:00-10:00', '10:00-11:00') })];
const kits = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ roomId: `kit${at}`, name: `Kit ${at}`, hasKit: true }));

/** Classes of one school, each with a class of its own elsewhere: fifteen hours a week for all of them. */
function manyAtOne(count: number, wish: Partial<Wish>, hub: Partial<SchoolCalendar>): ScheduleRequest {
  const classGroups = Array.from({ length: count }, (_, at) => makeClass(`c${at}`));
  const others = classGroups.map((_, at) => makeSchool({ schoolId: `t${at}`, bells }));
  return {
    version: 1,
    now: 0,
    seed: 1,
    limit: 1,
    schools: [makeSchool({ schoolId: 'hub', bells, classGroups, ...hub }), ...others],
    wishes: classGroups.map(({ classGroupId }, at) => {
      const sites = [makeSite('hub', { classGroupIds: [classGroupId] }), makeSite(`t${at}`)];
      return makeWish({ wishId: `w${at}`, minutes: 45, to: '2026-10-09', sites, ...wish });
    }),
  };
}

describe('many who want the same', () => {
  test.each<[string, number, Partial<Wish>, Partial<SchoolCalendar>]>([
    ['one kit, every week', 15, {}, { rooms: kits(1) }],
    ['one kit, twice a week', 7, { cadence: { everyWeeks: 1, perWeek: 2 } }, { rooms: kits(1) }],
    ['one kit, three times a week', 5, { cadence: { everyWeeks: 1, perWeek: 3 } }, { rooms: kits(1) }],
    ['one kit, every second week', 30, { cadence: { everyWeeks: 2, perWeek: 1 } }, { rooms: kits(1) }],
    ['two kits', 30, {}, { rooms: kits(2) }],
    [
      'twelve kits in one hour',
      12,
      {},
      { rooms: kits(12), weekdays: [1], bells: [makeBells({ periods: makePeriods('09:00-10:00') })] },
    ],
    [
      'one kit, an hour by Istanbul’s clocks',
      15,
      {},
      {
        rooms: kits(1),
        timeZone: 'Europe/Istanbul',
        bells: [makeBells({ periods: makePeriods('09:00-10:00', '10:00-11:00', '11:00-12:00') })],
      },
    ],
  ])('%s: as long as there is an hour, everybody gets one', (_, count, wish, hub) => {
    const answer = answerRequest(manyAtOne(count, wish, hub));
    expect(answer.wishes.filter(({ chosen }) => chosen === null).map(({ wishId }) => wishId)).toEqual([]);
    const held = answer.wishes.flatMap(({ chosen, patterns }) =>
      (patterns.find(({ patternId }) => patternId === chosen)?.lessons ?? []).map(({ startsAt, sites }) => ({
        startsAt,
        roomId: sites[0]?.roomId,
      })),
    );
    const meeting = [...Map.groupBy(held, ({ roomId }) => roomId).values()].flatMap((ofRoom) => {
      const starts = ofRoom.map(({ startsAt }) => startsAt).toSorted((a, b) => a - b);
      return starts.filter((startsAt, at) => (starts[at + 1] ?? Infinity) < startsAt + 45 * 60_000);
    });
    expect(meeting).toEqual([]);
    expect(answer.bound).toBeGreaterThanOrEqual(answer.value);
  });
});

test.each([
  ['worth more than they cost', 60, 1],
  // At each school a lesson's 500 for four hours of maths and twenty minutes of a break.
  ['worth what they cost', 240, 0],
])('hours %s are chosen or not, alone as with others', (_, minutes, chosen) => {
  const hours = [1, 2, 3, 4, 5].map((period) => makeEntry(`Mon ${period} Maths`));
  const school = makeSchool({
    weekdays: [1],
    classGroups: [makeClass('c'), makeClass('d')],
    entries: [...hours, ...hours.map((of) => ({ ...of, entryId: `d${of.entryId}`, classGroupIds: ['d'] }))],
  });
  const schools = ['s', 't'].map((schoolId) => ({ ...school, schoolId }));
  const of = (id: string) =>
    makeWish({
      wishId: id,
      minutes,
      sites: ['s', 't'].map((schoolId) => makeSite(schoolId, { classGroupIds: [id], mayDisplace: ['maths'] })),
    });
  const ask = (...ids: string[]) => {
    const answer = answerRequest({ version: 1, now: 0, seed: 1, limit: 2, schools, wishes: ids.map(of) });
    expect(answer.wishes.every(({ patterns }) => patterns.length > 0)).toBe(true);
    expect(answer.value > 0).toBe(chosen === 1);
    return answer.wishes.map((one) => Number(one.chosen !== null));
  };
  expect([ask('c'), ask('c', 'd')]).toEqual([[chosen], [chosen, chosen]]);
});

describe('ways of one wish', () => {
  const optionsOf = (school: Partial<SchoolCalendar>, site = {}) => {
    const years = ['s', 't'].map((schoolId) => new SchoolYear(makeSchool({ ...school, schoolId })));
    return new WishOptions(years, makeWish({ sites: [makeSite('s', site), makeSite('t', site)] }), { now: 0 });
  };
  test('are some dozens however many rooms and teachers there are', () => {
    const few = optionsOf({ rooms: kits(3) });
    expect(optionsOf({ rooms: kits(60) }).options).toHaveLength(few.options.length);
    expect(few.options.length).toBeLessThan(120);
  });
  test('have a name each, where two schools call rooms and teachers the same', () => {
    const staff = ['kit1', 'y'].map((id) => makeStaff(id));
    const { options } = optionsOf({ rooms: kits(3), staff }, { staffIds: ['y', 'kit1'] });
    expect(new Set(options.map(({ optionId }) => optionId)).size).toBe(options.length);
  });
  test('are described as they claim', () => {
    const found = optionsOf({ rooms: kits(3) });
    for (const { optionId, claims, value } of found.options) {
      const pattern = found.describe(optionId);
      expect(pattern).toMatchObject({ patternId: optionId, value });
      const rooms = new Set(
        pattern.lessons.flatMap(({ sites }) => sites.map(({ schoolId, roomId }) => `${schoolId} room ${roomId}`)),
      );
      expect(claims.flatMap(({ kind, resource }) => (kind === 'room' ? resource : [])).toSorted()).toEqual(
        [...rooms].toSorted(),
      );
    }
  });
});
