import { expect, it } from 'vitest';
import { mayBecome, TwinningState } from './twinningState.ts';

/** From (row) to (column). */
const table = `
         proposed active paused ended
proposed ·        x      ·      x
active   ·        ·      x      x
paused   ·        x      ·      x
ended    ·        ·      ·      ·
`;
const [head = '', ...rows] = table.trim().split('\n');
const states = head
  .trim()
  .split(/\s+/)
  .map((one) => TwinningState.parse(one));

it.each(rows.map((row) => row.trim().split(/\s+/)))('from %s', (name, ...cells) => {
  const from = TwinningState.parse(name);
  expect(states.map((to) => (mayBecome(from, to) ? 'x' : '·'))).toEqual(cells);
});

it('the table has every state', () => {
  expect(states).toEqual(TwinningState.options);
  expect(rows).toHaveLength(states.length);
});
