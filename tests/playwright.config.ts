import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './support/browser/flags.ts';

/** Pages of the office: no media, so that two files at once take nothing from each other but time. */
const office =
  '**/{agreements,asks,axe,calendars,capsule-exports,capsules,captions,catch-up,feed-lessons,hours,imports,notices,office,timetable,together}.spec.ts';

/** Real Chromium against the real processes. One file at a time where media flows: they share two cores with the codecs. */
export default defineConfig({
  testDir: './e2e',
  projects: [
    { name: 'office', testMatch: office },
    { name: 'lessons', testMatch: '**/*.spec.ts', testIgnore: office },
  ],
  outputDir: join(tmpdir(), 'pluriclasse-e2e'),
  globalSetup: './support/product/buildPages.ts',
  workers: 1,
  fullyParallel: false,
  // A retry hides a race.
  retries: 0,
  forbidOnly: true,
  // Waits end with what they wait for: they are this long for machines that others use, too.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    locale: 'en-GB',
    viewport: { width: 1366, height: 768 },
    actionTimeout: 60_000,
    launchOptions: launchOptions(),
    // Its film and its snapshots cost what the codecs need; see attachEvidence for what a failure leaves.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
