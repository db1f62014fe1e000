import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { Wish } from '@pluriclasse/shared/calendar/wish';
import { describe, expect, it } from 'vitest';
import { faultOf, firstDraft, firstHours, wishOf, type WishedClass } from './draft.ts';

const of = (schoolId: string, classGroupId: string): WishedClass => ({
  schoolId,
  school: schoolId,
  timeZone: 'Europe/Rome',
  classGroupId,
  name: classGroupId,
});
const two = [of('a', '3'), of('b', '4'), of('a', '5')];

it.each([
  ['2026-11-22', '2026-12-06', '2027-05-31'],
  ['2027-03-01', '2027-03-15', '2027-05-31'],
  ['2027-05-25', '2027-06-08', '2028-05-31'],
])('on %s one looks from %s to %s', (today, from, to) =>
  expect(firstDraft(two, toDayNumber(today))).toMatchObject({ from, to }),
);

describe('what can be looked for', () => {
  const draft = { ...firstDraft(two, toDayNumber('2026-11-22')) };
  it.each([
    ['two schools', draft, undefined],
    ['one school', { ...draft, classes: [of('a', '3'), of('a', '5')] }, 'one-school'],
    ['the end before the start', { ...draft, to: '2026-12-05' }, 'days'],
    ['no day', { ...draft, to: '' }, 'days'],
    ['more than a year', { ...draft, to: '2028-05-31' }, 'long'],
    ['hours that end before they begin', { ...draft, preferred: [{ ...firstHours, end: '07:00' }] }, 'hours'],
  ] as const)('%s', (_, one, fault) => expect(faultOf(one)).toBe(fault));

  it('is a wish that the server understands, a site a school', () => {
    const wish = Wish.parse(wishOf({ ...draft, mayDisplace: { b: ['Art'] } }));
    expect(wish.sites.map(({ schoolId, classGroupIds }) => [schoolId, ...classGroupIds])).toEqual([
      ['a', '3', '5'],
      ['b', '4'],
    ]);
    const more = { ...draft, forbidden: [{ ...firstHours, why: ' ' }], preferred: [{ ...firstHours, weekday: 2 }] };
    const hours = Wish.parse(wishOf({ ...more, bufferBefore: 10, staffIds: { a: ['t'] } }));
    expect(hours.forbidden).toMatchObject([{ weekdays: [1, 2, 3, 4, 5, 6, 7], why: null }]);
    expect(hours.preferred).toMatchObject([{ weekdays: [2] }]);
    expect([hours.bufferBefore, hours.sites[0]?.staffIds, hours.sites[1]?.staffIds]).toEqual([10, ['t'], []]);
    expect(wish.sites.map(({ mayDisplace }) => mayDisplace)).toEqual([[], ['Art']]);
  });
});
