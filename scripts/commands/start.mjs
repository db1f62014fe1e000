/** Builds what is stale, starts everything and says where it is. */
import { banner } from '../lib/banner.mjs';
import { build } from '../lib/build.mjs';
import { guarded } from '../lib/guarded.mjs';
import { readArguments } from '../lib/settings.mjs';
import { runUntilStopped } from '../lib/untilStopped.mjs';
import { getWorker } from '../worker/getWorker.mjs';

/** When the first of our processes began, as the person counts it. */
const since = Number(process.env.PLURICLASSE_STARTED_AT) || Date.now() - process.uptime() * 1000;

await guarded(async () => {
  const settings = readArguments(process.argv.slice(2));
  const worker = await getWorker();
  await build();
  await runUntilStopped(settings, { worker }, (ready) =>
    console.log(banner(settings, ready, (Date.now() - since) / 1000)),
  );
});
