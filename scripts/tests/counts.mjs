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

/** What the page said when a test failed on it, without what is around each page. */
function pageIn({ name, path }) {
  if (name !== 'error-context' || path === undefined) return [];
  const snapshot = /^```yaml\n(?<tree>.*?)\n```$/ms.exec(textOf(path) ?? '')?.groups.tree.split('\n') ?? [];
  const main = snapshot.findIndex((line) => line.trimStart().startsWith('- main'));
  return snapshot.slice(Math.max(0, main));
}

/** @returns {{name: string, reason: string, page: string[]}[]} */
function failedIn(suite, above) {
  const path = above ? `${above} › ${suite.title}` : suite.title;
  const own = (suite.specs ?? [])
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map(({ title, tests }) => ({
      name: `${path} › ${title}`,
      reason: tests
        .flatMap(({ results }) => results.flatMap(({ errors }) => (errors ?? []).map(({ message }) => message)))
        .join('\n'),
      page: tests.flatMap(({ results }) => results.flatMap(({ attachments }) => attachments ?? [])).flatMap(pageIn),
    }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => failedIn(inner, path))];
}

/** @type {import('./counts.d.mts').sayFailures} */
export function sayFailures(failures) {
  const said = ({ name, reason, page = [] }) => [
    `✘ ${name}`,
    ...firstOf(shown.reason, plain(reason).split('\n')),
    ...firstOf(shown.page, page),
  ];
  return failures.map((failure) => said(failure).join('\n    ')).join('\n');
}

/** Lines that are enough to know where to look. */
const shown = { reason: 12, page: 40 };

function firstOf(most, all) {
  const lines = all.filter((line) => line.trim() !== '');
  return lines.length > most ? [...lines.slice(0, most), '…'] : lines;
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

function textOf(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
