import { SchoolId } from '@pluriclasse/shared/ids';
import { expect, test } from 'vitest';
import { Wall } from './Wall.ts';

const schoolId = SchoolId.parse('00000000-0000-4000-8000-000000000001');
const author = { kind: 'room', name: 'Room 2' } as const;

test('keeps the last 200 messages', () => {
  const wall = new Wall();
  for (let n = 1; n <= 230; n++) wall.post(schoolId, author, `${n}`, n);
  const { messages } = wall.state;
  expect(messages).toHaveLength(200);
  expect([messages.at(0)?.text, messages.at(-1)?.text]).toEqual(['31', '230']);
});

test('removes one, once', () => {
  const wall = new Wall();
  const { messageId } = wall.post(schoolId, author, 'No', 1);
  expect([wall.remove(messageId), wall.remove(messageId)]).toEqual([true, false]);
  expect(wall.state.messages).toEqual([]);
});

test('is closed to pupils at first', () => {
  const wall = new Wall();
  expect(wall.open).toBe(false);
  expect([wall.setOpen(true), wall.setOpen(true)]).toEqual([true, false]);
});
