import { expect, it } from 'vitest';
import { isOwnOrigin } from './origin.ts';

const publicUrl = 'https://school.example';

it.each([
  ['no page at all', undefined, 'school.example', publicUrl, true],
  ['the public address, whatever a proxy made of the host', publicUrl, '10.0.0.5:3000', publicUrl, true],
  ['the very host that is asked', 'http://192.168.1.7:3000', '192.168.1.7:3000', publicUrl, true],
  ['the host in other letters', 'http://Laptop.local:3000', 'LAPTOP.local:3000', undefined, true],
  ['another host', 'https://evil.example', 'school.example', publicUrl, false],
  ['another port', 'http://localhost:3001', 'localhost:3000', undefined, false],
  ['a host that begins alike', 'https://school.example.evil.example', 'school.example', publicUrl, false],
  ['a sandboxed page', 'null', 'school.example', publicUrl, false],
  ['nonsense', '::', 'school.example', publicUrl, false],
  ['nothing that fits nothing', 'null', undefined, undefined, false],
  ['no host at all', 'https://evil.example', undefined, undefined, false],
])('%s', (_, origin, host, own, expected) => {
  expect(isOwnOrigin({ headers: { origin, host } }, own)).toBe(expected);
});
