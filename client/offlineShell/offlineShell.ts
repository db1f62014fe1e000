import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

/** The page that opens without a network. Whatever else it loads on its way is left to the network. */
const PAGE = /src\/app\/lesson\/(HomeRoute|CapsuleRoute)\.tsx$/;
const ENTRY = 'src/app/main.tsx';
/** Words of that page; `common` and `refusals` are every page's. */
const WORDS = /src\/locales\/\w+\/(common|refusals|home-signin|waiting|capsule|catch-up|board)\.json$/;
/** What only a running lesson needs, and no lesson runs without a network. */
const ONLINE_ONLY = /src\/(features\/lesson|live\/(media|link|check|stage))\/|node_modules\/mediasoup-client\//;

/** Writes `sw.js` with the list of files that make up the page of a pupil at home. */
export function offlineShell(): Plugin {
  return {
    name: 'offline-shell',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = filesOf(bundle);
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
      const source = readFileSync(new URL('./worker.js', import.meta.url), 'utf8');
      const head = `const FILES = ${JSON.stringify(files)};\nconst VERSION = ${JSON.stringify(version)};\n`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + source });
    },
  };
}

function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const isOf = (chunk: Rolldown.OutputChunk, what: RegExp | string) =>
    chunk.facadeModuleId !== null &&
    (typeof what === 'string' ? chunk.facadeModuleId.endsWith(what) : what.test(chunk.facadeModuleId));
  const found = new Set<string>();
  const take = (name: string, onward: (chunk: Rolldown.OutputChunk) => readonly string[]) => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    for (const file of chunk.viteMetadata?.importedCss ?? []) found.add(file);
    for (const file of chunk.viteMetadata?.importedAssets ?? []) found.add(file);
    for (const next of onward(chunk)) take(next, onward);
  };
  const still = (chunk: Rolldown.OutputChunk) => chunk.imports;
  const lazy = (chunk: Rolldown.OutputChunk) => [
    ...chunk.imports,
    ...chunk.dynamicImports.filter((name) => {
      const next = bundle[name];
      return next?.type === 'chunk' && !isOf(next, ONLINE_ONLY);
    }),
  ];
  const entry = chunks.find((chunk) => chunk.isEntry || isOf(chunk, ENTRY));
  if (entry) take(entry.fileName, still);
  for (const chunk of chunks) {
    if (isOf(chunk, WORDS)) take(chunk.fileName, still);
    if (isOf(chunk, PAGE)) take(chunk.fileName, lazy);
  }
  // Letters of the styles that are taken: named there, by no chunk.
  const styles = [...found].map((name) => bundle[name]).filter((one) => one?.type === 'asset');
  for (const { source } of styles) {
    for (const [, name = ''] of String(source).matchAll(/url\(\/?(assets\/[\w.-]+)\)/g)) {
      if (isLatin(name)) found.add(name);
    }
  }
  return [...found].sort().map((name) => `/${name}`);
}

/** English and Italian need no other letters; the browser asks for the rest when there is a network. */
const isLatin = (name: string): boolean => !/(cyrillic|greek|vietnamese|latin-ext)/.test(name);
