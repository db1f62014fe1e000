import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** An editor writes a file in several steps. */
const SETTLE_MS = 150;

/**
 * Keeps a process that runs from its sources: started again when one changes, and left alone when it fails to start.
 *
 * @param {() => Promise<Awaited<ReturnType<typeof import('./child.mjs').startChild>>>} start
 * @param {string} workspace whose sources it runs from, besides shared's
 */
export async function startAgainOnChange(start, workspace) {
  let current = await start();
  const { ready } = current;
  let queue = Promise.resolve();
  let stopped = false;
  const again = async () => {
    if (stopped) return;
    await current?.stop();
    current = await start().catch((error) => console.error(error.message));
    if (current) console.log(`${workspace} started again`);
  };
  let timer;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      queue = queue.then(again);
    }, SETTLE_MS);
  };
  const watchers = [workspace, 'shared'].map((name) =>
    fs.watch(path.join(root, name, 'src'), { recursive: true }, changed),
  );
  return {
    ready,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await queue;
      await current?.stop();
    },
  };
}
