/** npm run dev: server and sfu from their sources, started anew when one changes; pages from vite, which swaps modules. */
import path from 'node:path';
import { banner } from '../lib/banner.mjs';
import { checkMachine } from '../lib/checks.mjs';
import { freePort } from '../lib/freePort.mjs';
import { guarded } from '../lib/guarded.mjs';
import { root } from '../lib/paths.mjs';
import { sourceArgs } from '../lib/processes.mjs';
import { readArguments } from '../lib/settings.mjs';
import { runUntilStopped } from '../lib/untilStopped.mjs';
import { startAgainOnChange } from '../lib/startAgainOnChange.mjs';
import { getWorker } from '../worker/getWorker.mjs';

await guarded(async () => {
  const settings = readArguments(process.argv.slice(2));
  await checkMachine(settings);
  const worker = await getWorker();
  // Browsers talk to vite, on the address that was asked for; the server is behind it.
  const behind = { ...settings, host: '127.0.0.1', port: await freePort() };
  await runUntilStopped(behind, { worker, nodeArgs: sourceArgs, keep: startAgainOnChange }, async (ready) => {
    const vite = await startVite(settings, behind.port);
    console.log(banner(settings, ready, process.uptime()));
    return { stop: () => vite.close() };
  });
});

async function startVite({ host, port }, serverPort) {
  // client/vite.config.ts passes the server's doors on to it.
  process.env.SERVER_URL = `http://127.0.0.1:${serverPort}`;
  const { createServer } = await import('vite');
  const server = { host, port, strictPort: true };
  const vite = await createServer({ root: path.join(root, 'client'), server, clearScreen: false });
  await vite.listen();
  return vite;
}
