import { expect, test } from 'vitest';
import { satisfies } from './nodeVersion.mjs';

const range = '^22.22 || ^24.11 || >=26';

test.each([
  ['v18.20.4', false],
  ['v20.20.2', false],
  ['v22.21.9', false],
  ['v22.22.0', true],
  ['v23.9.0', false],
  ['v24.10.0', false],
  ['v24.21.0', true],
  ['v25.1.0', false],
  ['v26.0.0', true],
  ['v27.3.1', true],
])('%s fits %s', (version, fits) => {
  expect(satisfies(version, range)).toBe(fits);
});
