import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** Builds the pages if they are older than their sources, as `npm start` does. */
export default async function buildPages(): Promise<void> {
  const build = pathToFileURL(`${root}scripts/lib/build.mjs`).href;
  const script = `await (await import(${JSON.stringify(build)})).buildPages()`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
}
