import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Metrics } from '../../server/src/ops/Metrics.ts';
import { createMetrics } from '../../sfu/src/metrics.ts';

const board = readFileSync(new URL('../../docs/grafana/pluriclasse.json', import.meta.url), 'utf8');
const asked = new Set(
  [...board.matchAll(/\bpluriclasse_\w+/g)].map(([name]) => name.replace(/_(bucket|count|sum)$/, '')),
);

/** Names only: nothing is read, so the node behind them may be empty. */
function namesOfSfu(): string[] {
  const nothing = {} as Parameters<typeof createMetrics>[0] & Parameters<typeof createMetrics>[1];
  return createMetrics(nothing, nothing, { count: 0 })
    .getMetricsAsArray()
    .map(({ name }) => name);
}

test('the Grafana board asks for figures that exist', () => {
  const server = new Metrics();
  // The pool is only looked at when figures are read.
  server.watchPool({} as Parameters<Metrics['watchPool']>[0]);
  const known = new Set([...server.registry.getMetricsAsArray().map(({ name }) => name), ...namesOfSfu()]);
  expect(asked.size).toBeGreaterThan(10);
  expect([...asked].filter((name) => !known.has(name))).toEqual([]);
});
