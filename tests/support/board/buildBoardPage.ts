import react from '@vitejs/plugin-react';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the page that shows the board alone, as it is shipped. @returns the folder */
export const buildBoardPage = (): Promise<string> => buildPage(new URL('page', import.meta.url));

/** Builds a page that shows one part alone. @param from where its index.html lies. @returns the folder */
export async function buildPage(from: URL): Promise<string> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'pluriclasse-part-page-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(from),
    plugins: [react()],
    resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
    css: { modules: { localsConvention: 'camelCaseOnly' } },
    build: { outDir, emptyOutDir: true, target: 'chrome109', assetsInlineLimit: 0 },
  });
  return outDir;
}
