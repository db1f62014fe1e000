import { expect, test } from 'vitest';
import { roleOfPath } from './roleOfPath.ts';

const device = '0198c0de-0000-7000-8000-000000000001';

test.each([
  ['/', 'staff'],
  ['/lesson/0198c0de-0000-7000-8000-000000000002', 'staff'],
  [`/kit/${device}`, `device:${device}`],
  [`/companion/${device}/lesson`, `device:${device}`],
  ['/kit/not-an-id', 'staff'],
  ['/home', 'home'],
  ['/home/lesson', 'home'],
  ['/homework', 'staff'],
])('%s speaks as %s', (path, role) => {
  expect(roleOfPath(path)).toBe(role);
});
