import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createIceServers } from './iceServers.ts';

const urls = ['turn:turn.example:3478'];

test('nothing is told without a configuration', () => {
  expect(createIceServers(undefined, () => 0)()).toEqual([]);
});

test('fixed credentials are passed on', () => {
  const turn = { urls, username: 'school', credential: 'pear', secret: undefined };
  expect(createIceServers(turn, () => 0)()).toEqual([{ urls, username: 'school', credential: 'pear' }]);
});

test('with a secret each browser gets credentials of its own that expire', () => {
  const give = createIceServers({ urls, username: undefined, credential: undefined, secret: 's' }, () => 1_000_000);
  const [one] = give();
  const [other] = give();
  expect(one?.username).toMatch(/^44200:/);
  expect(one?.username).not.toBe(other?.username);
  expect(one?.credential).toBe(
    createHmac('sha1', 's')
      .update(one?.username ?? '')
      .digest('base64'),
  );
});
