import { expect, test } from 'vitest';
import { checkRepository, faults } from './repository.mjs';

const registry = ['https://registry.npm', 'js.org'].join('');

test('a lock file that records where packages were fetched is found', () => {
  const lock = `"node_modules/x": {\n "resolved": "${'https:'}//mirror.example/x.tgz" }`;
  expect(faults('package-lock.json', lock)).toHaveLength(1);
  expect(faults('package-lock.json', '"node_modules/@a/b": { "resolved": "b", "link": true }')).toEqual([]);
});

test('a file that names a package registry is found', () => {
  expect(faults('docs/install.md', `npm install --registry ${registry}`)).toHaveLength(1);
});

test('no tracked file has such a fault', () => {
  expect(checkRepository()).toEqual([]);
});
