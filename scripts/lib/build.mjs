/** Builds what is older than its sources. */
import { run } from './run.mjs';
import { staleness } from './stale.mjs';
import { step } from './steps.mjs';

const common = ['package-lock.json', 'tsconfig.base.json', 'shared/src', 'shared/package.json', 'shared/tsconfig.json'];
const of = (workspace, ...more) =>
  ['src', 'package.json', 'tsconfig.json', ...more].map((name) => `${workspace}/${name}`);

const processes = () =>
  staleness('processes', [...common, ...of('server'), ...of('sfu')], ['server/dist/main.js', 'sfu/dist/main.js']);
const pages = () =>
  staleness(
    'pages',
    [...common, ...of('client', 'public', 'index.html', 'vite.config.ts')],
    ['client/dist/app/index.html'],
  );

export async function build() {
  await buildProcesses();
  await buildPages();
}

export async function buildProcesses() {
  const state = processes();
  if (!state.isStale()) return;
  // tsc believes its notes about what it wrote, even when somebody removed it.
  const args = ['-b', 'server', 'sfu', ...(state.missing ? ['--force'] : [])];
  await step('Building server and sfu', () => run('tsc', args, { failure: 'The build failed: see above.' }));
  state.markFresh();
}

export async function buildPages() {
  const state = pages();
  if (!state.isStale()) return;
  const options = { failure: 'The build of the pages failed: see above.', cwd: 'client' };
  await step('Building the pages', () => run('vite', ['build'], options));
  state.markFresh();
}
