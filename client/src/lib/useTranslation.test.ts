import { expect, test, vi } from 'vitest';
import { useTranslation } from './useTranslation.ts';

/** What each drawing gave to `use`. */
const used: unknown[] = [];
vi.mock('react', () => ({
  use: (promise: unknown) => used.push(promise),
  useSyncExternalStore: (_: unknown, snapshot: () => unknown) => snapshot(),
}));

test('a component that waited for its words uses the same promise when it is drawn anew, and is not kept waiting', async () => {
  useTranslation('lobby');
  const [waited] = used;
  await waited;
  const { t, language } = useTranslation('lobby');
  // React looks whether the promise that was waited for is used again before it lets a component's next hooks begin.
  expect(used).toHaveLength(2);
  expect(used[1]).toBe(waited);
  // Read without waiting: a page whose words were fetched before shows no empty moment.
  expect(waited).toMatchObject({ status: 'fulfilled', value: t });
  expect([language, t.has('before')]).toEqual(['en', true]);
});
