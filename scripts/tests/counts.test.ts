import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { add, countPlaywright, countVitest, none, single } from './counts.mjs';

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
  expect(countVitest(path.join(dir, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright(path.join(dir, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a test file that could not be loaded is a failure', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'passed', assertionResults: [{}, {}] },
  ];
  const file = report({ testResults, numPassedTests: 2, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 });
  expect(countVitest(file)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test('a test that passes only at a second try is a failure, and so is an error outside of tests', () => {
  const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
  expect(countPlaywright(file)).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test('checks add up', () => {
  expect([single(true), single(false), single(true)].reduce(add, none)).toEqual({ passed: 2, failed: 1, skipped: 0 });
});
