import { describe, expect, it } from 'vitest';
import { toDayNumber } from '../calendar/days.ts';
import {
  coverage,
  stateOf,
  weighConsent,
  type SchoolStanding,
  type VoteBody,
  type VoteFacts,
  type VoteResult,
} from './agreement.ts';

const vote = (body: VoteBody, result: VoteResult, day = '2026-10-01', recordedAt = 0): VoteFacts => {
  return { body, result, day, recordedAt };
};
const needs: VoteBody[] = ['teachers-board', 'school-council'];

describe('a school’s votes', () => {
  it.each<[string, VoteFacts[], SchoolStanding, VoteBody[]]>([
    ['none', [], 'waiting', ['teachers-board', 'school-council']],
    ['one of two', [vote('teachers-board', 'yes')], 'waiting', ['school-council']],
    ['both', [vote('teachers-board', 'yes'), vote('school-council', 'yes')], 'agreed', []],
    ['one no', [vote('teachers-board', 'yes'), vote('school-council', 'no')], 'refused', []],
    ['a no while another is open', [vote('teachers-board', 'no')], 'refused', ['school-council']],
    ['a body that need not', [vote('municipality', 'no')], 'waiting', ['teachers-board', 'school-council']],
    [
      'a no that became a yes',
      [
        vote('school-council', 'yes', '2026-11-01'),
        vote('school-council', 'no', '2026-10-01', 9),
        vote('teachers-board', 'yes'),
      ],
      'agreed',
      [],
    ],
    [
      'two of one day: the one written last',
      [vote('teachers-board', 'no', '2026-10-01', 1), vote('teachers-board', 'yes', '2026-10-01', 2)],
      'waiting',
      ['school-council'],
    ],
  ])('%s', (_, votes, standing, open) => {
    expect(weighConsent({ needs, votes, withdrawnAt: null })).toEqual({ standing, open });
  });

  it('count no more once it has withdrawn', () => {
    const votes = needs.map((body) => vote(body, 'yes'));
    expect(weighConsent({ needs, votes, withdrawnAt: 1 })).toEqual({ standing: 'withdrawn', open: [] });
  });
});

describe('an agreement', () => {
  const facts = { from: '2026-09-14', to: '2027-06-30', proposedAt: 1, endedAt: null };
  const state = (day: string, standings: SchoolStanding[], more = {}) =>
    stateOf({ ...facts, ...more }, standings, toDayNumber(day));
  const both: SchoolStanding[] = ['agreed', 'agreed'];
  it.each([
    ['draft', state('2026-10-01', ['waiting', 'waiting'], { proposedAt: null })],
    ['waiting', state('2026-10-01', ['agreed', 'waiting'])],
    ['waiting', state('2026-10-01', ['agreed', 'refused'])],
    ['agreed', state('2026-09-13', both)],
    ['in-force', state('2026-09-14', both)],
    ['in-force', state('2027-05-01', both)],
    ['expiring', state('2027-05-02', both)],
    ['expiring', state('2027-06-30', both)],
    ['expired', state('2027-07-01', both)],
    ['expired', state('2027-07-01', ['agreed', 'waiting'])],
    ['in-force', state('2026-10-01', ['agreed', 'withdrawn', 'agreed'])],
    ['ended', state('2026-10-01', ['agreed', 'withdrawn'])],
    ['ended', state('2026-10-01', both, { endedAt: 5 })],
  ])('is %s', (expected, actual) => {
    expect(actual).toBe(expected);
  });
});

describe('what agreements cover', () => {
  const span = { from: '2026-10-01', to: '2027-05-31' };
  const year = { from: '2026-09-01', to: '2027-06-30' };
  it.each([
    ['all', [year], '2027-06-30', undefined],
    ['nothing', [], undefined, span],
    ['its end', [{ from: '2026-12-01', to: '2027-06-30' }], undefined, { from: '2026-10-01', to: '2026-11-30' }],
    ['its beginning', [{ from: '2026-09-01', to: '2026-12-31' }], '2026-12-31', { from: '2027-01-01', to: span.to }],
    [
      'two in a row, whatever their order',
      [
        { from: '2027-01-01', to: '2027-08-31' },
        { from: '2026-09-01', to: '2026-12-31' },
      ],
      '2027-08-31',
      undefined,
    ],
    [
      'two with a day between',
      [
        { from: '2026-09-01', to: '2026-12-30' },
        { from: '2027-01-01', to: '2027-08-31' },
      ],
      '2026-12-30',
      { from: '2026-12-31', to: '2026-12-31' },
    ],
    ['another year', [{ from: '2025-09-01', to: '2026-06-30' }], undefined, span],
    ['just its first day', [{ from: span.from, to: span.from }], span.from, { from: '2026-10-02', to: span.to }],
  ])('%s', (_, agreements, until, gap) => {
    expect(coverage(agreements, span)).toEqual({ until, gap });
  });
});
