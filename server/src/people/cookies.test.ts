import { DeviceId } from '@pluriclasse/shared/ids';
import { expect, it } from 'vitest';
import { cookieName, readCookie, sessionKindOf, speakingAsDevice } from './cookies.ts';

const device = speakingAsDevice(DeviceId.parse('6f2c1f0e-58f3-4c58-9f7e-3d1a5c7b9e10'));

it('each way of speaking has a cookie of its own', () => {
  expect([cookieName('staff'), cookieName('home'), cookieName(device)]).toEqual([
    'pc_staff',
    'pc_home',
    'pc_dev_6f2c1f0e-58f3-4c58-9f7e-3d1a5c7b9e10',
  ]);
  expect([sessionKindOf('staff'), sessionKindOf('home'), sessionKindOf(device)]).toEqual(['staff', 'home', 'device']);
});

it.each([
  [undefined, undefined],
  ['', undefined],
  ['pc_staff=abc', 'abc'],
  ['a=1; pc_staff=abc; b=2', 'abc'],
  ['a=1;pc_staff=abc', 'abc'],
  ['xpc_staff=no; pc_staff2=no', undefined],
  ['pc_staff=first; pc_staff=second', 'first'],
  ['pc_staff', undefined],
  ['=abc', undefined],
])('reads %s', (header, value) => {
  expect(readCookie(header, 'pc_staff')).toBe(value);
});
