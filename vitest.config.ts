import { defineConfig } from 'vitest/config';

/**
 * Workspaces are tested from their sources: `source` is the first condition of their package exports, for what vitest
 * transforms and for what Node loads by itself. `module` is not among them: packages have files for bundlers there.
 */
const conditions = ['source', 'node', 'development|production'];

/** Tests that start processes, send media or look at the clock: side by side they would measure each other. */
const alone = [
  'tests/integration/{launcher,operations,imports-real-files}.test.ts',
  'tests/integration/{live,board,capsule-exports}*.test.ts',
  'tests/integration/sfu/**/*.test.ts',
  'tests/contract/{signalling,http-door}*.test.ts',
];
const overDatabase = {
  globalSetup: ['tests/support/server/globalPostgres.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // A second without may be over before a busy machine has looked once.
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source', 'node', 'module-sync'] } },
  test: {
    execArgv: ['--conditions=source'],
    passWithNoTests: true,
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: [
            '{shared,sfu,server,client}/src/**/*.test.{ts,tsx}',
            'client/offlineShell/*.test.ts',
            'tests/{support,bench}/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,contract}/**/*.test.ts'],
          exclude: alone,
          ...overDatabase,
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: alone,
          ...overDatabase,
          sequence: { groupOrder: 2 },
          fileParallelism: false,
        },
      },
    ],
  },
});
