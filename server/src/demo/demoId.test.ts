import { SchoolId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { demoId } from './demoId.ts';
import { demoSchools } from './network.ts';
import { demoPassword } from './words.ts';

it('is a UUID, the same for the same key', () => {
  expect(demoId(SchoolId, 'roccaverde')).toBe(demoId(SchoolId, 'roccaverde'));
  expect(demoId(SchoolId, 'a', 'b')).not.toBe(demoId(SchoolId, 'ab'));
  expect(SchoolId.safeParse(demoId(SchoolId, 'x')).success).toBe(true);
});

it('passwords are long enough and differ', () => {
  const passwords = Array.from({ length: 50 }, demoPassword);
  expect(new Set(passwords).size).toBeGreaterThan(45);
  for (const password of passwords) expect(password).toMatch(/^[a-z]{3,}(-[a-z]{3,}){2}-\d\d$/);
});

it('each class of the demo has aliases and animals of its own', () => {
  for (const { classes } of demoSchools) {
    expect(classes).toHaveLength(2);
    for (const { pupils } of classes) {
      expect(new Set(pupils.map(([alias]) => alias)).size).toBe(pupils.length);
      expect(new Set(pupils.map(([, avatar]) => avatar)).size).toBe(pupils.length);
    }
  }
});
