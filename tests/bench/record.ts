/**
 * What recording costs: CPU and memory of an hour of one track at 720p, in our recorder, in `ffmpeg -c copy` (a process a
 * track) and in a transcode by libvpx, of the same RTP out of the same worker. Rounds mirror each other; figures are
 * medians. Options: --tracks=12 --seconds=20 --rounds=2.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hasFfmpeg } from './support/record/makeFrames.ts';
import { Source } from './support/record/Source.ts';
import { start, type SubjectName } from './support/record/subjects.ts';
import { residentMemory } from './support/residentMemory.ts';
import { cpuSeconds } from './support/sfu/cpu.ts';
import { median, report, type Figure } from './support/statistics.ts';

const { values } = parseArgs({
  options: {
    tracks: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '2' },
  },
});
const tracks = Number(values.tracks);
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
/** What starts is compiled, ffmpeg looks at what comes, files begin: an hour has that once. */
const SETTLE = 15_000;

if (!hasFfmpeg()) {
  console.log('ffmpeg is missing: it makes the frames and is what is compared with (apt-get install ffmpeg).');
  process.exit(1);
}

interface Round {
  /** CPU seconds of an hour of a track: of who records, and what the worker has more to do than without. */
  readonly cpu: number;
  readonly worker: number;
  /** Bytes of a track. */
  readonly memory: number;
  /** Bytes written a second of a track: that all do the same. */
  readonly written: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'pluriclasse-record-'));
const source = await Source.create(tracks);
await wait(2_000);

/** CPU seconds in the measured window. */
async function watch(pids: readonly number[]): Promise<{ cpu: number; worker: number; hours: number }> {
  const before = { cpu: cpuSeconds(pids), worker: cpuSeconds([source.worker.pid]), at: performance.now() };
  await wait(seconds * 1000);
  const hours = (performance.now() - before.at) / 3_600_000;
  return { cpu: cpuSeconds(pids) - before.cpu, worker: cpuSeconds([source.worker.pid]) - before.worker, hours };
}

async function measure(name: SubjectName): Promise<Round> {
  // One transcode takes a good part of a core.
  const taken = name === 'transcode' ? 1 : tracks;
  const alone = (await watch([])).worker;
  const running = await start(name, source, taken, folder);
  try {
    await wait(SETTLE);
    const written = await running.written();
    const { cpu, worker, hours } = await watch(running.pids);
    const memory = (await Promise.all(running.pids.map(residentMemory))).reduce((sum, each) => sum + each, 0);
    return {
      cpu: cpu / hours / taken,
      worker: (worker - alone) / hours / taken,
      memory: memory / taken,
      written: ((await running.written()) - written) / (hours * 3_600) / taken,
    };
  } finally {
    await running.stop();
  }
}

/** Both at once, each on all tracks: whatever else the machine does meets both alike. Ours by the copy. */
async function compare(): Promise<number> {
  const [ours, copy] = [await start('ours', source, tracks, folder), await start('copy', source, tracks, folder)];
  try {
    await wait(SETTLE);
    const before = [cpuSeconds(ours.pids), cpuSeconds(copy.pids)] as const;
    await wait(seconds * 1000);
    return (cpuSeconds(ours.pids) - before[0]) / (cpuSeconds(copy.pids) - before[1]);
  } finally {
    await Promise.all([ours.stop(), copy.stop()]);
  }
}

const together: number[] = [];
const results: Record<SubjectName, Round[]> = { ours: [], copy: [], transcode: [] };
const order: SubjectName[] = ['ours', 'copy', 'transcode'];
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? [...order, ...order.toReversed()] : [...order.toReversed(), ...order]) {
      const result = await measure(name);
      results[name].push(result);
      console.log(
        `${name.padEnd(9)} ${result.cpu.toFixed(1)} CPU s a track-hour, worker ${result.worker.toFixed(1)} more, ` +
          `${(result.memory / 1e6).toFixed(1)} MB a track, ${Math.round(result.written / 1000)} kB/s written`,
      );
    }
    together.push(await compare());
    console.log(`both at once: ours by the copy ${together.at(-1)?.toFixed(2) ?? ''}`);
  }
} finally {
  source.close();
  await rm(folder, { recursive: true });
}

const of = (name: SubjectName, figure: keyof Round) => median(results[name].map((round) => round[figure]));
const ours = of('ours', 'cpu');
const judged = (name: string, value: number, unit: string, most: number): Figure => ({
  name,
  value,
  unit,
  goal: `≤ ${most}`,
  holds: value <= most,
});
report('record', [
  judged(`CPU of a track-hour at 720p, our recorder with ${tracks} tracks`, ours, 's', 20),
  { name: 'CPU of a track-hour, ffmpeg -c copy', value: of('copy', 'cpu'), unit: 's' },
  { name: 'CPU of a track-hour, ffmpeg with libvpx', value: of('transcode', 'cpu'), unit: 's' },
  judged('our recorder by the copy', ours / of('copy', 'cpu'), '×', 0.5),
  { name: 'our recorder by the copy, both at once', value: median(together), unit: '×' },
  judged('our recorder by the transcode', ours / of('transcode', 'cpu'), '×', 0.01),
  { name: "the worker's extra of a track-hour, ours", value: of('ours', 'worker'), unit: 's' },
  { name: "the worker's extra of a track-hour, ffmpeg -c copy", value: of('copy', 'worker'), unit: 's' },
  { name: 'memory of a track, our recorder', value: of('ours', 'memory') / 1e6, unit: 'MB' },
  { name: 'memory of a track, ffmpeg -c copy', value: of('copy', 'memory') / 1e6, unit: 'MB' },
  { name: 'memory of a track, ffmpeg with libvpx', value: of('transcode', 'memory') / 1e6, unit: 'MB' },
  { name: 'written, our recorder', value: of('ours', 'written') / 1000, unit: 'kB/s' },
  { name: 'written, ffmpeg -c copy', value: of('copy', 'written') / 1000, unit: 'kB/s' },
]);
process.exit(0);
