import { describe, expect, it } from 'vitest';
import { matchOffers, matchWeights, type MatchFacts, type OfferAt } from './matchOffers.ts';
import type { ClassOffer, MatchKind } from './offers.ts';

const offer = (more: Partial<ClassOffer> = {}): ClassOffer => ({
  ageFrom: 9,
  ageTo: 10,
  level: 'A1',
  topics: ['Animals', 'Food'],
  hours: [{ weekday: 2, start: '10:00', end: '12:00' }],
  pupils: 12,
  languages: ['it', 'en'],
  note: null,
  ...more,
});
/** A Wednesday in winter. */
const facts: MatchFacts = {
  now: Date.UTC(2027, 0, 13, 12),
  commonWeeks: 30,
  weeks: 40,
  agreement: true,
};
const rome = (more?: Partial<ClassOffer>) => ({ offer: offer(more), timeZone: 'Europe/Rome' });
const cluj = (more?: Partial<ClassOffer>) => ({ offer: offer(more), timeZone: 'Europe/Bucharest' });
const part = (kind: MatchKind, mine: OfferAt, theirs: OfferAt, more: Partial<MatchFacts> = {}) =>
  matchOffers(mine, theirs, { ...facts, ...more }).parts.find((one) => one.kind === kind);

it('the weights add up to 1, and every part is there once', () => {
  expect(Object.values(matchWeights).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 10);
  const { parts } = matchOffers(rome(), cluj(), facts);
  expect(parts.map(({ kind }) => kind).sort()).toEqual(Object.keys(matchWeights).sort());
  for (const { score } of parts) expect(score).toBeGreaterThanOrEqual(0);
  for (const { score } of parts) expect(score).toBeLessThanOrEqual(1);
});

it('the same class in the same place fits wholly', () => {
  const { score } = matchOffers(rome(), rome(), { ...facts, commonWeeks: 40 });
  expect(score).toBeCloseTo(1, 10);
});

describe('ages', () => {
  it.each([
    [9, 10, 9, 10, { from: 9, to: 10 }, 1],
    [8, 10, 9, 12, { from: 9, to: 10 }, 0.4],
    [6, 8, 9, 10, null, 0.15],
    [6, 7, 12, 13, null, 0],
  ])('%s–%s and %s–%s', (ageFrom, ageTo, from, to, common, score) => {
    const found = part('age', rome({ ageFrom, ageTo }), cluj({ ageFrom: from, ageTo: to }));
    expect(found).toMatchObject({ common });
    expect(found?.score).toBeCloseTo(score, 10);
  });
});

describe('levels', () => {
  it.each([
    ['A1', 'A1', 0, 1],
    ['A1', 'A2', 1, 0.5],
    ['pre-A1', 'A2', 2, 0],
    ['A1', 'C2', 5, 0],
    ['A1', null, null, 0.5],
  ] as const)('%s and %s', (mine, theirs, steps, score) => {
    expect(part('level', rome({ level: mine }), cluj({ level: theirs }))).toMatchObject({ steps, score });
  });
});

describe('topics', () => {
  it('are compared whatever their case, each once', () => {
    const mine = rome({ topics: ['Animals', 'animals ', 'Space'] });
    const theirs = cluj({ topics: ['ANIMALS', 'Food', 'Music'] });
    expect(part('topics', mine, theirs)).toMatchObject({ common: ['animals '], score: 0.5 });
  });
  it('of nobody are none', () => {
    expect(part('topics', rome({ topics: [] }), cluj({ topics: [] }))).toMatchObject({ common: [], score: 0 });
  });
});

describe('hours', () => {
  const hours = (start: string, end: string, weekday = 2) => ({ hours: [{ weekday, start, end }] });
  it.each([
    ['10–12 in Rome is 11–13 in Cluj', '10:00', '12:00', '11:00', '13:00', 120, 1],
    ['the same on both walls is an hour less', '10:00', '12:00', '10:00', '12:00', 60, 0.5],
    ['nothing', '08:00', '09:00', '08:00', '09:00', 0, 0],
  ])('%s', (_, a, b, c, d, minutes, score) => {
    expect(part('hours', rome(hours(a, b)), cluj(hours(c, d)))).toMatchObject({ minutes, clocks: 60, score });
  });
  it('that overlap are counted once', () => {
    const twice = { hours: [...hours('10:00', '12:00').hours, ...hours('11:00', '12:00').hours] };
    expect(part('hours', rome(twice), rome(twice))).toMatchObject({ minutes: 120, clocks: 0 });
  });
  it('of another weekday do not meet', () => {
    expect(part('hours', rome(hours('10:00', '12:00', 3)), rome(hours('10:00', '12:00')))).toMatchObject({ score: 0 });
  });
  it('that nobody named do not speak against it', () => {
    expect(part('hours', rome({ hours: [] }), cluj())).toMatchObject({ minutes: 0, score: 0.5 });
  });
  it('by the clocks of the week that is asked about: Istanbul has no winter time', () => {
    const istanbul = { offer: offer(hours('11:00', '13:00')), timeZone: 'Europe/Istanbul' };
    const mine = rome(hours('10:00', '12:00'));
    expect(part('hours', mine, istanbul)).toMatchObject({ minutes: 60, clocks: 120 });
    const summer = { now: Date.UTC(2027, 6, 14, 12) };
    expect(part('hours', mine, istanbul, summer)).toMatchObject({ minutes: 120, clocks: 60 });
  });
});

it('calendars that are not known count half', () => {
  expect(part('weeks', rome(), cluj())).toMatchObject({ common: 30, of: 40, score: 0.75 });
  expect(part('weeks', rome(), cluj(), { commonWeeks: null })).toMatchObject({ common: null, score: 0.5 });
});
