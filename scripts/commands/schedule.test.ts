import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ScheduleAnswer } from '../../shared/src/calendar/answer.ts';
import type { ScheduleRequest } from '../../shared/src/calendar/wish.ts';

// Each starts a process or several, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 });

const root = path.join(import.meta.dirname, '../..');
const example = path.join(root, 'docs/schedule-example.json');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'schedule-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function run(args: string[], { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {}) {
  const options = { cwd: root, input, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env } } as const;
  return spawnSync(process.execPath, [path.join(root, 'scripts/schedule.mjs'), ...args], options);
}
/** The example, changed. */
function changed(change: (request: ScheduleRequest) => void): string {
  // The file is what the type says: the test of the example parses it.
  const request = JSON.parse(fs.readFileSync(example, 'utf8')) as ScheduleRequest;
  change(request);
  return JSON.stringify(request);
}
function at<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new RangeError(`nothing at ${place}`);
  return found;
}

test('the example of the manual is answered: hours that hold, why others don’t, what to change', () => {
  const { stdout, stderr, status } = run([example]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const { wishes } = ScheduleAnswer.parse(JSON.parse(stdout));
  const best = at(at(wishes, 0).patterns, 0);
  expect(best.patternId).toBe('2-1030~1.0~Europe/Rome');
  expect(best.lessons).toHaveLength(4);
  expect(best.local.map(({ hours }) => at(hours, 0).start)).toEqual(['10:30', '11:30']);
  expect(best.failures.map(({ day, blockers }) => `${day} ${at(blockers, 0).kind}`)).toContain('2026-12-08 public');
  expect(best.relaxations).toContainEqual({
    gain: 5,
    cost: 600,
    schoolId: 'valea',
    what: {
      kind: 'move-entry',
      entryId: 'valea-23B',
      classGroupId: 'valea-4',
      subject: 'Matematică',
      from: { weekday: 2, period: 3 },
      to: { weekday: 5, period: 4 },
    },
  });
});

test('as npm runs it, from standard input, only the answer is printed', () => {
  const input = fs.readFileSync(example);
  const npm = spawnSync('npm', ['run', '--silent', 'schedule', '--', '-'], { cwd: root, input, encoding: 'utf8' });
  expect(npm.stdout).toBe(run([example]).stdout);
  expect(npm.status).toBe(0);
});

test('the same bytes in every time zone', () => {
  const answers = ['UTC', 'Europe/Rome', 'America/New_York', 'Pacific/Apia'].map(
    (TZ) => run([example], { env: { TZ } }).stdout,
  );
  expect(answers[0]).not.toBe('');
  expect(new Set(answers).size).toBe(1);
});

test('several wishes are planned so that nobody is at two places', () => {
  const two = changed(({ wishes }) => wishes.push({ ...at(wishes, 0), wishId: 'another' }));
  const { stdout, status } = run(['-'], { input: two });
  expect(status).toBe(0);
  const { wishes, value, bound } = ScheduleAnswer.parse(JSON.parse(stdout));
  const got = wishes.find(({ chosen }) => chosen !== null);
  const lost = wishes.find(({ chosen }) => chosen === null);
  expect(got?.missed).toBeUndefined();
  // The best of both is the same hour, and whoever got it has the class, the teacher and the room of both schools.
  expect(lost?.missed?.patternId).toBe(got?.chosen);
  const takers = lost?.missed?.takenBy.map(({ wishId, schoolId, kind }) => `${wishId} ${schoolId} ${kind}`);
  expect(new Set(takers)).toContain(`${got?.wishId} borgo class`);
  expect(new Set(takers)).toContain(`${got?.wishId} valea class`);
  expect(value).toBeLessThanOrEqual(bound);
});

test('the schemas say what the request and the answer are', () => {
  const { stdout, status } = run(['--schema']);
  expect(status).toBe(0);
  // Its form is looked at right below.
  const schema = JSON.parse(stdout) as Record<string, { type: string; required: string[]; $schema: string }>;
  expect(schema['request']).toMatchObject({ type: 'object', required: ['version', 'now', 'schools', 'wishes'] });
  expect(schema['answer']).toMatchObject({ type: 'object', required: ['version', 'wishes', 'value', 'bound'] });
});

const write = (name: string, content: string | Buffer) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};
test.each<[string, () => ReturnType<typeof run>, RegExp]>([
  ['no request', () => run([]), /^Say which request: npm run/],
  ['two requests', () => run([example, example]), /^Say which request/],
  ['a file that is not there', () => run(['nowhere.json']), /^Can't read nowhere\.json: ENOENT\.$/],
  ['a folder', () => run([folder]), /: EISDIR\.$/],
  ['no JSON', () => run(['-'], { input: 'BEGIN:VCALENDAR' }), /^standard input is not JSON: /],
  ['nothing', () => run(['-']), /^standard input is not JSON: /],
  [
    'text that is not UTF-8',
    () => run([write('latin.json', Buffer.from([0x22, 0xe8, 0x22]))]),
    /latin\.json is not JSON: /,
  ],
  ['a list', () => run(['-'], { input: '[]' }), /^The request: expected object\.$/],
  [
    'a fault of form',
    () => run(['-'], { input: changed((of) => Object.assign(at(of.schools, 1), { timeZone: 'Europe/Cluj' })) }),
    /^schools\[1\]\.timeZone: no such time zone\.$/,
  ],
  [
    'a day that is none',
    () => run(['-'], { input: changed((of) => Object.assign(at(of.wishes, 0), { to: '2026-02-30' })) }),
    /^wishes\[0\]\.to: no such day\.$/,
  ],
  [
    'an unknown school',
    () => run(['-'], { input: changed((of) => Object.assign(at(at(of.wishes, 0).sites, 1), { schoolId: 'x' })) }),
    /^wishes\[0\]\.sites\[1\]\.schoolId: there is no school "x" in the request\.$/,
  ],
  [
    'an unknown class',
    () => run(['-'], { input: changed((of) => at(at(of.wishes, 0).sites, 0).classGroupIds.push('x')) }),
    /^wishes\[0\]\.sites\[0\]\.classGroupIds\[1\]: there is no class "x"\.$/,
  ],
  [
    'from after to',
    () => run(['-'], { input: changed((of) => Object.assign(at(of.wishes, 0), { from: '2026-12-19' })) }),
    /^wishes\[0\]: from 2026-12-19 is after to 2026-12-18\.$/,
  ],
  [
    'too many days',
    () => run(['-'], { input: changed((of) => Object.assign(at(of.wishes, 0), { to: '2099-12-18' })) }),
    /^wishes\[0\]: .* 800 are the most\.$/,
  ],
  [
    'too many wishes',
    () =>
      run(['-'], { input: changed((of) => of.wishes.push(...Array.from({ length: 1000 }, () => at(of.wishes, 0)))) }),
    /^wishes: more than 1000\.$/,
  ],
  [
    'an id twice',
    () => run(['-'], { input: changed((of) => of.wishes.push(at(of.wishes, 0))) }),
    /^wishes\[1\]\.wishId: "borgo-valea" is there twice\.$/,
  ],
  [
    'periods that overlap',
    () =>
      run(['-'], {
        input: changed((of) => Object.assign(at(at(at(of.schools, 0).bells, 0).periods, 1), { start: '09:00' })),
      }),
    /^schools\[0\]\.bells\[0\]\.periods\[1\]: it begins before the one before it ends\.$/,
  ],
])('%s: one sentence and exit code 2', (_, attempt, sentence) => {
  const { stdout, stderr, status } = attempt();
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr.trimEnd()).toMatch(sentence);
  expect(stderr.trimEnd()).not.toContain('\n');
});
