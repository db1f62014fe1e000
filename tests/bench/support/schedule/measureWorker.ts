import { openSearchWorker } from '@pluriclasse/server/timetables/openSearchWorker';
import { SearchRun, type Standing } from '@pluriclasse/server/timetables/SearchRun';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figure } from '../statistics.ts';
import { inventNetwork } from './inventNetwork.ts';

/**
 * The server's own part of a search for many twinnings: from the request in memory, through a thread of its own, to what
 * the server can tell; and how long that holds up the thread that serves everybody else.
 */
export async function measureWorker(size: { schools: number; wishes: number }): Promise<Figure[]> {
  const request = { ...inventNetwork({ seed: 1, ...size }), limit: 1 };
  const delay = monitorEventLoopDelay({ resolution: 2 });
  const times = { looked: NaN, plan: NaN };
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let end: Standing | undefined;
  const run = new SearchRun({
    openWorker: openSearchWorker,
    longest: 600_000,
    onEnd: (standing) => (end = standing),
  });
  delay.enable();
  const gone = run.run(request);
  for (let since = 0; run.standing.state === 'running'; since = run.standing.revision) {
    await run.newerThan(since, 10_000);
    if (Number.isNaN(times.looked) && run.standing.looked > 0) times.looked = seconds();
    if (Number.isNaN(times.plan) && run.standing.answers.size > 0) times.plan = seconds();
  }
  const whole = seconds();
  await gone;
  delay.disable();
  if (end?.state !== 'done') throw new Error(`The search has ${end?.state ?? 'not ended'}`);
  return [
    { name: 'on the server: the first word of how far it is', value: times.looked, unit: 's' },
    { name: 'on the server: a first plan with its dated lessons', value: times.plan, unit: 's' },
    { name: 'on the server: the best plan, written out', value: whole, unit: 's' },
    { name: 'on the server: longest hold of the thread that serves', value: delay.max / 1e6, unit: 'ms' },
  ];
}
