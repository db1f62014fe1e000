import { expect, it } from 'vitest';
import { isKnown } from './conditional.ts';

const changedAt = Date.UTC(2026, 10, 22, 6, 0, 1);
const at = (seconds: number) => new Date(changedAt + seconds * 1000).toUTCString();

it.each([
  ['asks without conditions', {}, false],
  ['has it', { 'if-none-match': 'W/"abc"' }, true],
  ['has it, and a proxy took the mark of weakness', { 'if-none-match': '"abc"' }, true],
  ['has it among others', { 'if-none-match': '"x", W/"abc" ,"y"' }, true],
  ['has anything', { 'if-none-match': ' * ' }, true],
  ['has another', { 'if-none-match': 'W/"abcd"' }, false],
  ['has another, though of the same second', { 'if-none-match': '"x"', 'if-modified-since': at(0) }, false],
  ['has that of the second', { 'if-modified-since': at(0) }, true],
  ['has a later one', { 'if-modified-since': at(1) }, true],
  ['has an older one', { 'if-modified-since': at(-1) }, false],
  ['says nonsense', { 'if-modified-since': 'yesterday', 'if-none-match': undefined }, false],
  ['says nonsense about tags', { 'if-none-match': 'abc' }, false],
])('who %s', (_, headers, expected) => {
  expect(isKnown(headers, { etag: 'W/"abc"', changedAt })).toBe(expected);
});
