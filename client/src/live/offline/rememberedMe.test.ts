import { Me } from '@pluriclasse/shared/api/sessions';
import { beforeEach, expect, test, vi } from 'vitest';
import { forgetOthers, recallMe, rememberMe } from './rememberedMe.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const atHome = (n: number, alias: string): Me =>
  Me.parse({
    kind: 'home',
    school: { schoolId: uuid(1), name: 'Roccaverde', town: 'Roccaverde', timeZone: 'Europe/Rome', language: 'it' },
    classGroup: { classGroupId: uuid(2), name: '3', level: null },
    pupil: { pupilId: uuid(n), alias, avatar: 'fox' },
  });
const [tea, luca] = [atHome(10, 'Tea'), atHome(11, 'Luca')];

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

test.each([
  ['stays for the one who took it', tea, tea],
  ['goes when somebody else signs in', luca, undefined],
  ['goes when the server knows the session no more', { kind: 'nobody' } as const, undefined],
])('who took something along %s', (_, said, found) => {
  rememberMe(tea);
  forgetOthers(said);
  expect(recallMe()).toEqual(found);
});

test('who signs in again is found as soon as something of theirs is here', () => {
  rememberMe(tea);
  forgetOthers({ kind: 'nobody' });
  forgetOthers(tea);
  rememberMe(tea);
  expect(recallMe()).toEqual(tea);
});
