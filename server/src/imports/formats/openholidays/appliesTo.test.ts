import { expect, it } from 'vitest';
import type { ReadClosure } from '../reading.ts';
import { SubdivisionTree } from './appliesTo.ts';

let seed = 11;
const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
const codes = Array.from({ length: 40 }, (_, at) => `${at < 30 ? 'IT' : 'ES'}-${at}`);
const closure = (country: string | null, subdivisions: readonly string[]): ReadClosure => ({
  file: 'f',
  line: 1,
  kind: 'school',
  names: {},
  from: '2026-12-23',
  to: '2027-01-06',
  subdivisions,
  country,
  marks: null,
});

it('counts for each subdivision the holidays that are of it', () => {
  const subdivisions = codes.map((code, at) => ({
    code,
    names: {},
    parent: at % 30 < 5 ? null : (codes[at - 1 - random(4)] ?? null),
  }));
  const tree = new SubdivisionTree(subdivisions);
  const closures = Array.from({ length: 300 }, () => {
    const named = Array.from({ length: random(6) }, () => codes[random(codes.length)] ?? '');
    return closure(['IT', 'ES', 'FR', null][random(4)] ?? null, named);
  });
  const counts = tree.count(closures);
  for (const code of codes) {
    expect([code, counts.get(code) ?? 0]).toEqual([code, closures.filter((one) => tree.applies(one, code)).length]);
  }
  expect(Math.max(...counts.values())).toBeGreaterThan(Math.min(...counts.values()));
});

it('counts many that name the same ones in no time', () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({ code: `IT-${at}`, names: {}, parent: null }));
  const closures = Array.from({ length: 5000 }, (_, at) => closure('IT', [`IT-${at % 1000}`, `IT-${(at * 7) % 1000}`]));
  const started = performance.now();
  const counts = new SubdivisionTree(many).count(closures);
  // Half a second; looked at one by one it is ten.
  expect(performance.now() - started).toBeLessThan(4000);
  expect(counts.size).toBe(1000);
});
