import { setTimeout as delay } from 'node:timers/promises';

const RESTARTS = 5;
const WITHIN_MS = 60_000;
const PAUSE_MS = 300;

/**
 * Keeps a process running: one that dies is started again, until it dies too often.
 *
 * @param {() => Promise<Awaited<ReturnType<typeof import('./child.mjs').startChild>>>} start
 * @param {string} name
 * @param {(error: Error) => void} giveUp
 */
export async function keepRunning(start, name, giveUp) {
  const first = await start();
  let current = first;
  let stopped = false;
  const deaths = [];
  const watch = async () => {
    const { code, signal } = await current.exited;
    if (stopped) return;
    console.error(`The ${name} ended with ${signal ?? code}: starting it again.`);
    deaths.push(Date.now());
    if (deaths.filter((at) => at > Date.now() - WITHIN_MS).length > RESTARTS) {
      throw new Error(`The ${name} ended ${RESTARTS} times within a minute: see its log in DATA_DIR.`);
    }
    await delay(PAUSE_MS);
    if (stopped) return;
    current = await start();
    if (stopped) await current.stop();
    else await watch();
  };
  watch().catch((error) => stopped || giveUp(error));
  return {
    ready: first.ready,
    async stop() {
      stopped = true;
      await current.stop();
    },
  };
}
