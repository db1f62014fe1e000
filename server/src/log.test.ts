import { AppError } from '@pluriclasse/shared/errors';
import { DrizzleQueryError } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { describeError } from './log.ts';

it('keeps nothing of the values of a failed query', () => {
  const driver = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (alias)=(Elio) exists' });
  const query = new DrizzleQueryError('insert into "pupils" values ($1, $2)', ['Elio', 'two\nlines, Luna'], driver);
  const described = JSON.stringify(describeError(new AppError('conflict', 'In conflict', { cause: query })));
  expect(described).not.toMatch(/Elio|Luna/);
  for (const kept of ['In conflict', 'insert into', 'duplicate key', '23505', 'log.test.ts']) {
    expect(described).toContain(kept);
  }
});

it('takes anything that can be thrown', () => {
  expect(describeError('a secret text')).toBe('string');
  expect(describeError(undefined)).toBe('undefined');
  const circle = new Error('round');
  circle.cause = circle;
  expect(JSON.stringify(describeError(circle))).toContain('round');
});
