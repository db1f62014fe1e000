import { LessonId, StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyedHash } from '../people/tokens.ts';
import { readFrom, replyAddress, replyToken, tokenOf } from './replyAddress.ts';

const keyed = new KeyedHash(Buffer.alloc(32, 7));
const lessonId = LessonId.parse('00000000-0000-4000-8000-000000000001');
const staffId = StaffId.parse('00000000-0000-4000-8000-000000000002');
const token = replyToken(keyed, lessonId, staffId);

it('a token is 160 bits, the same each time, and another for anybody else or under another secret', () => {
  expect(token).toMatch(/^[a-z2-7]{32}$/);
  expect(replyToken(keyed, lessonId, staffId)).toBe(token);
  expect(replyToken(keyed, lessonId, StaffId.parse(randomUUID()))).not.toBe(token);
  expect(replyToken(keyed, LessonId.parse(randomUUID()), staffId)).not.toBe(token);
  expect(replyToken(new KeyedHash(Buffer.alloc(32, 8)), lessonId, staffId)).not.toBe(token);
});

it('goes into an address and comes out of it, whatever mail servers make of the case', () => {
  const address = replyAddress('lessons@school.example', token);
  expect(address).toBe(`lessons+${token}@school.example`);
  expect(tokenOf(address ?? '')).toBe(token);
  expect(tokenOf(`Lessons+${token.toUpperCase()}@SCHOOL.example`)).toBe(token);
  expect(tokenOf(`a+b+${token}@x.example`)).toBe(token);
});

it.each([
  'lessons@school.example',
  `${token}@school.example`,
  `lessons+${token}`,
  `lessons+${token}x@school.example`,
  `lessons+${token.slice(1)}@school.example`,
  `lessons+${token}@`,
  `lessons+${token}@a@b`,
  '',
])('%s has no token', (address) => expect(tokenOf(address)).toBeUndefined());

it('a name that leaves no room gets none', () => {
  expect(replyAddress(`${'x'.repeat(31)}@school.example`, token)).toHaveLength(31 + 33 + '@school.example'.length);
  expect(replyAddress(`${'x'.repeat(32)}@school.example`, token)).toBeUndefined();
  expect(replyAddress('no address', token)).toBeUndefined();
});

it.each([
  ['Pluriclasse <lessons@school.example>', { name: 'Pluriclasse', address: 'lessons@school.example' }],
  ['"Plus, ours" <a@b.example>', { name: 'Plus, ours', address: 'a@b.example' }],
  ['a@b.example', { name: '', address: 'a@b.example' }],
  ['<a@b.example>', { name: '', address: 'a@b.example' }],
])('reads %s', (from, expected) => expect(readFrom(from)).toEqual(expected));
