/** What the runners' own reports say, as numbers. */
import fs from 'node:fs';

export const none = { passed: 0, failed: 0, skipped: 0 };

export const add = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** A check without a report: it counts as one. */
export const single = (ok) => ({ ...none, [ok ? 'passed' : 'failed']: 1 });

/** A file that failed to load has no test to be counted, so it counts as one itself. */
export function countVitest(file) {
  const report = read(file);
  if (!report) return single(false);
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** One that passed only at a second try has failed: there are no retries that hide a race. */
export function countPlaywright(file) {
  const report = read(file);
  if (!report) return single(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
