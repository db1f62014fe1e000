/**
 * What a pupil gets of a lesson that was missed: bytes of an hour in *sound and board*, how soon it is heard, how fast
 * one is elsewhere. `--speech=` a folder of voices, of which `--seconds=` are sent (all), `--jumps=100`, `--opens=10`,
 * `--strokes=2000`.
 */
import { readManifest } from '@pluriclasse/shared/api/capsules';
import { createLesson } from '@pluriclasse/shared/api/lessons';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { createLog } from '@pluriclasse/server/log';
import { createServer } from '@pluriclasse/server/server';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { Client } from 'pg';
import { startBoardDatabase } from '../support/board/boardDatabase.ts';
import { buildPage } from '../support/board/buildBoardPage.ts';
import { seededRandom } from '../support/board/seededRandom.ts';
import { launchOptions } from '../support/browser/flags.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestServer } from '../support/server/testServer.ts';
import { putTrack, sat, type TestFrame } from '../support/server/tracks.ts';
import { HOUR, quiet, strokes, tile } from './support/capsule/lessonHour.ts';
import { playCapsule, type Played } from './support/capsule/playCapsule.ts';
import { sendSpeech } from './support/capsule/sendSpeech.ts';
import { speechFile, voicesFolder } from './support/capsule/speechFile.ts';
import { median, percentile, report, type Figure } from './support/statistics.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    speech: { type: 'string', default: voicesFolder },
    jumps: { type: 'string', default: '100' },
    opens: { type: 'string', default: '10' },
    strokes: { type: 'string', default: '2000' },
  },
});
/** Bits per second; 0: as Chromium chooses. */
const bitrates = [0, 28_000, 24_000, 20_000];
/** What the product's desks ask for, see `client/src/live/media/encodings.ts`. */
const asSent = 0;
const goals = { bytes: 12, firstSound: 300, seek: 150, requests: 2, ready: 2_000 };

const closers: (() => Promise<unknown>)[] = [];
const figure = (name: string, value: number, unit: string, most?: number): Figure => ({
  name,
  value,
  unit,
  ...(most === undefined ? {} : { goal: `≤ ${most} ${unit}`, holds: value <= most }),
});

async function start(): Promise<TestServer> {
  const clientDir = await buildPage(new URL('../support/capsule/page/', import.meta.url));
  closers.push(() => rm(clientDir, { recursive: true, force: true }));
  const postgres = await startBoardDatabase();
  const { url } = postgres;
  closers.push(() => postgres.close());
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-capsule-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const own = new Client({ connectionString: url });
  await own.connect();
  closers.push(() => own.end());
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    dataDir,
    recordingsDir: path.join(dataDir, 'recordings'),
    s3: undefined,
    s3Cache: 20e9,
    databaseUrl: url,
    sfu: { nodes: [], secret: '' },
    ffmpeg: undefined,
    clientDir,
    demo: false,
    logLevel: 'silent',
    turn: undefined,
    trustProxy: false,
    metricsToken: undefined,
    privateFeeds: false,
    mail: undefined,
    mailIn: undefined,
  } as const;
  const flood = { session: 100_000, address: 100_000, unknown: 100_000 };
  const server = await createServer(config, { log: createLog('silent'), flood, tickEvery: 0 });
  closers.push(() => server.close());
  const never = () => Promise.reject(new Error('Not here'));
  const query = async <Row extends object>(text: string, given: unknown[] = []) =>
    (await own.query<Row>(text, given)).rows;
  const database = { url, query, goAway: never, comeBack: never, drop: never };
  return { ...server, origin: `http://127.0.0.1:${server.port}`, database, dataDir, restart: never };
}

let lessons = 0;
/** An hour in which two teachers speak by turns, ten minutes each, and one of them always speaks. */
async function putHour(
  server: TestServer,
  { own, partner, twinningId }: TestNetwork,
  speech: readonly TestFrame[],
  length: number,
): Promise<CapsuleId> {
  const startsAt = Date.now() + ++lessons * HOUR;
  const body = { twinningId, title: 'An hour', startsAt, endsAt: startsAt + HOUR, plan: [] };
  const { lessonId } = await ok(own.teacher, createLesson, { body });
  const schoolIds = [own.schoolId, partner.schoolId];
  const capsuleId = await putCapsule(server, { schoolIds, lessonId, recorded: [[0, HOUR]] });
  const { base, updates } = strokes(Number(values.strokes));
  await server.database.query('UPDATE capsules SET base_state = $2 WHERE id = $1', [capsuleId, Buffer.from(base)]);
  for (const [seq, { at, update }] of updates.entries())
    await server.database.query('INSERT INTO capsule_board_updates VALUES ($1, $2, $3, $4)', [
      capsuleId,
      seq,
      at,
      Buffer.from(update),
    ]);
  const [like] = speech;
  if (like === undefined) throw new Error('Nothing was sent');
  for (const [turn, { teacher }] of [own, partner].entries()) {
    const peerKey = await sat(server, lessonId, teacher);
    const clusters = Array.from({ length: 6 }, (_, n) => {
      const [from, to] = [(n * HOUR) / 6, ((n + 1) * HOUR) / 6];
      return n % 2 === turn ? tile(speech, length, from, to) : quiet(like, from, to);
    });
    await putTrack(server, capsuleId, { peerKey }, clusters.flat());
  }
  return capsuleId;
}

try {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-speech-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const { file, seconds, real } = speechFile(folder, values.speech);
  const length = Math.min(seconds, Number(values.seconds ?? seconds));
  console.log(
    `${Math.round(length)} s of ${real ? 'human voices' : 'noise like speech'}, over and over, as Chromium sends it`,
  );
  const sent = await sendSpeech(file, length, bitrates);

  const server = await start();
  const network = await buildNetwork(server);
  const { teacher } = network.own;
  const figures: Figure[] = [];
  let watched: CapsuleId | undefined;
  for (const [n, bitrate] of bitrates.entries()) {
    const capsuleId = await putHour(server, network, sent[n] ?? [], length * 1_000);
    const since = performance.now();
    const manifest = await ok(teacher, readManifest, { params: { capsuleId } });
    const took = performance.now() - since;
    const sound = manifest.voices.reduce((sum, { bytes }) => sum + bytes, 0);
    const all = (sound + manifest.board.bytes + JSON.stringify(manifest).length) / 1e6;
    const how = bitrate === 0 ? 'as Chromium chooses' : `≤ ${bitrate / 1000} kbit/s`;
    const used = bitrate === asSent;
    figures.push(figure(`an hour, sound and board, voice ${how}`, all, 'MB', used ? goals.bytes : undefined));
    if (!used) continue;
    watched = capsuleId;
    figures.push(figure(`  of it the board of ${values.strokes} strokes`, manifest.board.bytes / 1e6, 'MB'));
    figures.push(figure('ready to watch, first viewer', took, 'ms', goals.ready));
  }

  const browser = await chromium.launch(launchOptions());
  closers.push(() => browser.close());
  const random = seededRandom(3);
  const played: Played[] = [];
  const opens = Number(values.opens);
  for (let n = 0; n < opens; n++) {
    const context = await browser.newContext({ baseURL: server.origin });
    await context.addCookies([...teacher.cookies].map(([name, value]) => ({ name, value, url: server.origin })));
    const page = await context.newPage();
    const each = Math.ceil(Number(values.jumps) / opens);
    const jumps = Array.from({ length: each }, () => random() * (HOUR - 10_000));
    if (watched !== undefined) played.push(await playCapsule(page, watched, jumps));
    await context.close();
  }
  const jumps = played.flatMap((one) => one.jumps);
  const firsts = played.map(({ firstSound }) => firstSound);
  const off = played.flatMap(({ durations }) => durations.map((one) => Math.abs(one * 1_000 - HOUR)));
  const took = jumps.map(({ ms }) => ms);
  const requests = jumps.map((one) => one.requests);
  report('capsule', [
    ...figures,
    figure('to the first sound, median', median(firsts), 'ms', goals.firstSound),
    figure('  of it until the manifest is there, median', median(played.map((one) => one.manifest)), 'ms'),
    figure('  of it since the order to play, median', median(played.map((one) => one.played)), 'ms'),
    figure('to the first sound, slowest', Math.max(...firsts), 'ms'),
    figure('a jump, until it goes on there, median', median(took), 'ms'),
    figure('a jump, until it goes on there, p95', percentile(took, 0.95), 'ms', goals.seek),
    figure('requests of a jump, of all voices, median', median(requests), ''),
    figure('requests of a jump, of all voices, most', Math.max(...requests), '', goals.requests),
    figure('duration that the elements know, off by at most', Math.max(...off), 'ms', 20),
  ]);
} finally {
  for (const close of closers.toReversed()) await close();
}
