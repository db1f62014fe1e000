import type { CommonPlan, PlannedWish } from '@pluriclasse/shared/api/plans';
import { describe, expect, it } from 'vitest';
import { gapOf, looks, mergePlan } from './progress.ts';

const row = (wishId: string): PlannedWish => ({ wishId, hour: null, missed: null, without: [] });
const news = (more: Partial<CommonPlan> = {}): CommonPlan => ({
  searchId: 's',
  state: 'running',
  failure: null,
  revision: 1,
  startedAt: 0,
  value: 98,
  bound: 100,
  tried: 1,
  looked: 1,
  wishes: 2,
  rows: [],
  names: {},
  ...more,
});

describe('what is told of a plan', () => {
  it('is put together; what did not change stays the same', () => {
    const first = mergePlan(undefined, news({ rows: [row('a'), row('b')], names: { a: 'A' } }));
    const changed = row('b');
    const second = mergePlan(first, news({ revision: 2, rows: [changed], names: { b: 'B' } }));
    expect(second).toMatchObject({ revision: 2, names: { a: 'A', b: 'B' } });
    expect(second.rows[0]).toBe(first.rows[0]);
    expect(second.rows[1]).toBe(changed);
    const third = mergePlan(second, news({ revision: 3, bound: 99 }));
    expect(third.rows).toBe(second.rows);
    expect(third.bound).toBe(99);
    expect(mergePlan(third, news({ searchId: 'other' })).rows).toEqual([]);
  });

  it('says how near it is to the best', () => {
    const plan = (more: Partial<CommonPlan>) => mergePlan(undefined, news({ rows: [row('a')], ...more }));
    expect(gapOf(plan({}))).toBeCloseTo(0.02);
    expect(gapOf(plan({ value: 100 }))).toBe(0);
    expect(gapOf(plan({ value: 0, bound: 0 }))).toBe(0);
    expect(gapOf(plan({ rows: [] }))).toBeNull();
  });
});

it('one looks at those that got less than alone, or nothing', () => {
  const hour = {
    patternId: 'p',
    timeZone: 'UTC',
    slots: [],
    everyWeeks: 1,
    local: [],
    lessons: 1,
    dates: 1,
    gives: [],
  };
  const missed = { timeZone: 'UTC', slots: [], lessons: 2, dates: 2, takenBy: [], more: 0 };
  const rows = [{ ...row('best'), hour }, { ...row('less'), hour, missed }, { ...row('none'), missed }, row('never')];
  const ids = (look: keyof typeof looks) => rows.filter(looks[look]).map(({ wishId }) => wishId);
  expect(ids('all')).toHaveLength(4);
  expect(ids('less')).toEqual(['less']);
  expect(ids('none')).toEqual(['none', 'never']);
});
