import { expect, it } from 'vitest';
import { goneOf } from './gone.ts';
import { entry } from './testing.ts';

it('an hour waits for another teacher until it is given one', () => {
  const stored = [entry({ staffIds: [] }), entry({ entryId: 'e2', staffIds: ['rossi'] })];
  const timetable = {
    entries: stored,
    gone: ['e1', 'e2', 'put away'].map((entryId) => ({ entryId, names: ['Paolo'] })),
  };
  const waiting = (...entries: typeof stored) => [...goneOf(timetable, entries).keys()];
  expect(waiting(...stored)).toEqual(['e1', 'e2']);
  expect(waiting(entry({ staffIds: ['rus'] }), entry({ entryId: 'e2', staffIds: ['rossi'], subject: 'Art' }))).toEqual([
    'e2',
  ]);
  expect(waiting()).toEqual([]);
});
