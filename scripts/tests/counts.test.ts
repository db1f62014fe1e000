import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, agree, countPlaywright, countVitest, none, sayFailures, single } from './counts.mjs';

let dir: string;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'counts-'));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

function report(content: object): string {
  const file = path.join(dir, 'report.json');
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

test('a report that was never written is a failure', () => {
  expect(countVitest(path.join(dir, 'none.json'))).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright(path.join(dir, 'none.json'))).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test('a test file that could not be loaded is a failure', () => {
  const testResults = [
    { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    { status: 'passed', assertionResults: [{}, {}] },
  ];
  const file = report({ testResults, numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 });
  expect(countVitest(file)).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
    failures: [{ name: 'a.test.ts', reason: 'no such module' }],
  });
});

test('a test that passes only at a second try is a failure, and so is an error outside of tests', () => {
  const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
  expect(countPlaywright(file)).toMatchObject({ passed: 5, failed: 3, skipped: 2 });
});

test('what failed is named, with the first lines of its reason', () => {
  const red = String.fromCodePoint(27) + '[31m';
  const reason = [`${red}expected 1 to be 2`, '', ...Array.from({ length: 20 }, (_, i) => `  at line ${i}`)].join('\n');
  const assertionResults = [
    { status: 'failed', fullName: 'a clock goes on', failureMessages: [reason] },
    { status: 'passed', fullName: 'a clock stops' },
  ];
  const testResults = [{ name: 'clock.test.ts', status: 'failed', assertionResults }];
  const { failures } = countVitest(
    report({ testResults, numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }),
  );
  const lines = sayFailures(failures).split('\n');
  expect(lines.slice(0, 3)).toEqual(['✘ clock.test.ts: a clock goes on', '    expected 1 to be 2', '      at line 0']);
  expect(lines).toHaveLength(14);
  expect(lines.at(-1)).toBe('    …');
});

test('a file whose hook failed is named, though its tests were only left out', () => {
  const testResults = [
    {
      name: 'door.test.ts',
      status: 'failed',
      message: 'the database did not start',
      assertionResults: [{ status: 'skipped' }],
    },
  ];
  const counts = countVitest(
    report({ testResults, numPassedTests: 0, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 }),
  );
  expect(counts.failures).toEqual([{ name: 'door.test.ts', reason: 'the database did not start' }]);
  expect(agree(false, counts, 'integration').failed).toBe(1);
});

test('a journey that failed is named by the path to it', () => {
  const result = (message: string) => ({ results: [{ errors: [{ message }] }] });
  const specs = [
    { title: 'opens', ok: true, tests: [{ status: 'expected', results: [] }] },
    { title: 'closes', ok: false, tests: [{ status: 'unexpected', ...result('it stays open') }] },
    { title: 'opens again', ok: true, tests: [{ status: 'flaky', ...result('once it did not') }] },
  ];
  const suites = [{ title: 'door.spec.ts', specs: [], suites: [{ title: 'a door', specs }] }];
  const stats = { expected: 1, unexpected: 1, flaky: 1, skipped: 0 };
  expect(countPlaywright(report({ stats, errors: [], suites })).failures).toEqual([
    { name: 'door.spec.ts › a door › closes', reason: 'it stays open', page: [] },
    { name: 'door.spec.ts › a door › opens again', reason: 'once it did not', page: [] },
  ]);
});

test('a journey that failed says what its page said', () => {
  const context = path.join(dir, 'error-context.md');
  const tree = ['- banner: Pluriclasse', '- main:', '  - heading "Not there"', '  - paragraph: Somebody forgot it.'];
  fs.writeFileSync(
    context,
    ['# Error details', '', '```yaml', ...tree, '```', '', '```ts', 'await x;', '```'].join('\n'),
  );
  const attachments = [
    { name: 'screenshot', path: 'a.png' },
    { name: 'error-context', path: context },
  ];
  const results = [{ errors: [{ message: 'not visible' }], attachments }];
  const specs = [{ title: 'opens', ok: false, tests: [{ status: 'unexpected', results }] }];
  const stats = { expected: 0, unexpected: 1, flaky: 0, skipped: 0 };
  const failures = () =>
    countPlaywright(report({ stats, errors: [], suites: [{ title: 'a.spec.ts', specs }] })).failures;
  expect(sayFailures(failures()).split('\n')).toEqual([
    '✘ a.spec.ts › opens',
    '    not visible',
    '    - main:',
    '      - heading "Not there"',
    '      - paragraph: Somebody forgot it.',
  ]);
  fs.rmSync(context);
  expect(sayFailures(failures()).split('\n')).toEqual(['✘ a.spec.ts › opens', '    not visible']);
});

test('a runner that failed without a failed test has failed', () => {
  expect(agree(false, none, 'unit')).toMatchObject({ failed: 1, failures: [{ name: 'unit, outside of its tests' }] });
  expect(agree(true, none, 'unit')).toEqual(none);
});

test('checks add up', () => {
  const sum = [single(true, 'types'), single(false, 'lint'), single(true, 'words')].reduce(add, none);
  expect(sum).toMatchObject({ passed: 2, failed: 1, skipped: 0, failures: [{ name: 'lint' }] });
});
