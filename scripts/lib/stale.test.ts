import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root, stampDir } from './paths.mjs';
import { staleness } from './stale.mjs';

const name = `test-${process.pid}`;
const dir = path.join(stampDir, name);
const source = path.join(dir, 'source.ts');
const result = path.join(dir, 'result.js');
const look = () => staleness(name, [path.relative(root, source)], [path.relative(root, result)]);

beforeEach(() => {
  fs.mkdirSync(dir, { recursive: true });
  fs.writeFileSync(source, 'one');
  fs.writeFileSync(result, '');
  const state = look();
  state.isStale();
  state.markFresh();
});
afterEach(() => {
  fs.rmSync(dir, { recursive: true });
  fs.rmSync(path.join(stampDir, `${name}.json`));
});

test('what was built is fresh', () => {
  expect(look().isStale()).toBe(false);
});

test('a changed source makes it stale, a newer date of the same content does not', () => {
  fs.utimesSync(source, new Date(), new Date(Date.now() + 5000));
  expect(look().isStale()).toBe(false);
  fs.writeFileSync(source, 'two');
  expect(look().isStale()).toBe(true);
});

test('a change during the build is not missed', () => {
  fs.writeFileSync(source, 'two');
  const state = look();
  expect(state.isStale()).toBe(true);
  fs.writeFileSync(source, 'three');
  state.markFresh();
  expect(look().isStale()).toBe(true);
});

test('a missing result makes it stale', () => {
  fs.rmSync(result);
  expect(look().isStale()).toBe(true);
});
