/** What the runners' own reports say: numbers, and the names of what failed. */
import fs from 'node:fs';

/** @type {import('./counts.d.mts').Counts} */
export const none = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** @type {import('./counts.d.mts').add} */
export const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
});

/** @type {import('./counts.d.mts').single} */
export const single = (ok, name) =>
  ok ? { ...none, passed: 1 } : { ...none, failed: 1, failures: [{ name, reason: 'it failed; see above' }] };

/** @type {import('./counts.d.mts').agree} */
export const agree = (ok, counts, name) =>
  ok || counts.failed > 0 ? counts : add(counts, single(false, `${name}, outside of its tests`));

/** @type {import('./counts.d.mts').countVitest} */
export function countVitest(file) {
  const report = read(file);
  if (!report) return single(false, `${file} was not written`);
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const tests = failed.map((test) => ({
      name: `${name}: ${test.fullName}`,
      reason: (test.failureMessages ?? []).join('\n'),
    }));
    // Also a hook around the tests may fail: then each of them is left out, and the file alone knows why.
    return status === 'failed' && tests.length === 0 ? [{ name, reason: message ?? '' }] : tests;
  });
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/**
 * One that passed only at a second try has failed: there are no retries that hide a race.
 * @type {import('./counts.d.mts').countPlaywright}
 */
export function countPlaywright(file) {
  const report = read(file);
  if (!report) return single(false, `${file} was not written`);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    failures: [
      ...(report.suites ?? []).flatMap((suite) => failedIn(suite, '')),
      ...report.errors.map(({ message }) => ({ name: 'outside of tests', reason: message ?? '' })),
    ],
  };
}

/** @returns {{name: string, reason: string}[]} */
function failedIn(suite, above) {
  const path = above ? `${above} › ${suite.title}` : suite.title;
  const own = (suite.specs ?? [])
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map(({ title, tests }) => ({
      name: `${path} › ${title}`,
      reason: tests
        .flatMap(({ results }) => results.flatMap(({ errors }) => (errors ?? []).map(({ message }) => message)))
        .join('\n'),
    }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failedIn(inner, path))];
}

/** @type {import('./counts.d.mts').sayFailures} */
export function sayFailures(failures) {
  return failures.map(({ name, reason }) => [`✘ ${name}`, ...firstLines(reason)].join('\n    ')).join('\n');
}

const shown = 12;

function firstLines(reason) {
  const lines = plain(reason)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.length > shown ? [...lines.slice(0, shown), '…'] : lines;
}

/** Without the colours of a terminal. */
function plain(text) {
  return text.replaceAll(new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, 'g'), '');
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
