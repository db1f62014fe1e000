import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import { Wish } from '@pluriclasse/shared/calendar/wish';
import { TwinningId } from '@pluriclasse/shared/ids';
import { describe, expect, it } from 'vitest';
import { firstDraft } from '../draft.ts';
import type { Group } from '../useWishedClasses.ts';
import { commonFault, draftFor, restoreDraft, subjectsOf, wishesOf, type PlanDraft } from './drafts.ts';

const group = (n: number): Group => ({
  twinningId: TwinningId.parse(`00000000-0000-4000-8000-00000000000${n}`),
  name: `Twinning ${n}`,
  classes: [n, n + 1].map((school) => ({
    schoolId: `school${school}`,
    school: `School ${school}`,
    timeZone: 'Europe/Rome',
    classGroupId: `class${school}`,
    name: '3',
  })),
});
const groups = [1, 2, 3].map(group);
const common = firstDraft([], toDayNumber('2026-11-22'));
const plain: PlanDraft = { common, subjects: ['Art', 'Music'], own: {} };
const id = (n: number) => group(n).twinningId;

describe('wishes of several twinnings', () => {
  it('are the common one with the classes of each', () => {
    const wishes = wishesOf(plain, groups).map((wish) => Wish.parse(wish));
    expect(wishes.map(({ wishId }) => wishId)).toEqual(groups.map(({ twinningId }) => twinningId));
    expect(wishes[1]?.sites.map(({ schoolId, mayDisplace }) => [schoolId, mayDisplace])).toEqual([
      ['school2', ['Art', 'Music']],
      ['school3', ['Art', 'Music']],
    ]);
  });

  it('come back as the form that they were made of', () => {
    const own = { ...draftFor(plain, group(2)), minutes: 30, mayDisplace: { school2: ['Sport'] } };
    const draft = { ...plain, own: { [id(2)]: own } };
    expect(restoreDraft(wishesOf(draft, groups), groups)).toEqual(draft);
    // All different: nothing is common but what the first has.
    const all = {
      ...plain,
      own: Object.fromEntries(groups.map((one) => [one.twinningId, { ...own, ...classesOf(one) }])),
    };
    expect(wishesOf(restoreDraft(wishesOf(all, groups), groups)!, groups)).toEqual(wishesOf(all, groups));
  });

  it('of twinnings that are no more are left out', () => {
    expect(restoreDraft(wishesOf(plain, groups), [])).toBeUndefined();
    expect(restoreDraft(wishesOf(plain, groups), groups.slice(0, 1))).toEqual(plain);
  });
});

const classesOf = ({ classes }: Group) => ({ classes });

it('subjects are typed between commas', () => {
  expect(subjectsOf(' Art, Music ,, Art;Sport')).toEqual(['Art', 'Music', 'Sport']);
  expect(subjectsOf('')).toEqual([]);
});

it('a common wish is wrong by its days, never for want of classes', () => {
  expect(commonFault(plain)).toBeUndefined();
  expect(commonFault({ ...plain, common: { ...common, to: '2020-01-01' } })).toBe('days');
});
