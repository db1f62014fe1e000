import { argon2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

it('hashes with a salt, by Argon2id with the parameters that OWASP asks for', async () => {
  const [one, other] = await Promise.all([hashPassword('a long password'), hashPassword('a long password')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(other).not.toBe(one);
});

it('knows the password, however the keyboard composed its letters', async () => {
  const stored = await hashPassword('perché no, è così');
  expect(await verifyPassword('perché no, è così'.normalize('NFD'), stored)).toBe(true);
  expect(await verifyPassword('perche no, e cosi', stored)).toBe(false);
});

it('uses the parameters that a hash was made with', async () => {
  const memory = 1024;
  const stored = `$argon2id$v=19$m=${memory},t=1,p=1$${Buffer.from('somesalt').toString('base64').replace(/=+$/, '')}$`;
  const tag = argon2Sync('argon2id', {
    message: 'password',
    nonce: 'somesalt',
    memory,
    passes: 1,
    parallelism: 1,
    tagLength: 16,
  });
  expect(await verifyPassword('password', stored + tag.toString('base64').replace(/=+$/, ''))).toBe(true);
  expect(await verifyPassword('Password', stored + tag.toString('base64').replace(/=+$/, ''))).toBe(false);
});

it('never fits where there is no hash, and works as long to say so', async () => {
  for (const nothing of [undefined, '', 'plain', '$argon2id$broken']) {
    expect(await verifyPassword('', nothing)).toBe(false);
  }
  const time = async (stored: string | undefined) => {
    const begin = process.cpuUsage();
    await verifyPassword('some password', stored);
    return process.cpuUsage(begin).user;
  };
  const stored = await hashPassword('another one');
  await time(stored);
  const [unknown, known] = [await time(undefined), await time(stored)];
  expect(unknown).toBeGreaterThan(known / 5);
});
