import { describe, expect, it } from 'vitest';
import { shouldReload } from './reloadWhenStale.ts';

describe('shouldReload', () => {
  it.each([
    ['the first time', null, 1_000_000, true],
    ['again at once', '1000000', 1_005_000, false],
    ['again a minute later', '1000000', 1_060_000, true],
    ['after a note that makes no sense', 'yesterday', 1_000_000, true],
  ])('%s', (_case, reloadedAt, now, expected) => {
    expect(shouldReload(reloadedAt, now)).toBe(expected);
  });
});
