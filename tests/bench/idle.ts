/**
 * What lessons cost in which nothing happens: 10,000 that are planned, in the database and in the server's memory; and
 * 100 that are open with nobody in them, in server and sfu together. `--planned=10000` and `--open=100` change the counts.
 */
import { parseArgs } from 'node:util';
import { listLessons } from '@pluriclasse/shared/api/lessons';
import { signIn } from '@pluriclasse/shared/api/sessions';
import type { LessonId } from '@pluriclasse/shared/ids';
import { Client } from 'pg';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { SeatSocket } from '../support/signalling/SeatSocket.ts';
import { Product } from '../support/product/Product.ts';
import { plantLessons } from './support/plantLessons.ts';
import { residentMemory } from './support/residentMemory.ts';
import { report } from './support/statistics.ts';

const { values } = parseArgs({
  options: { planned: { type: 'string', default: '10000' }, open: { type: 'string', default: '100' } },
});
const [planned, open] = [Number(values.planned), Number(values.open)];
const kB = 1000;

const product = await Product.create();
const client = new Client({ connectionString: product.databaseUrl });
try {
  await client.connect();
  const { email, password } = product.demo.schools[0].teachers[0];
  const browser = new TestBrowser(product.baseUrl);
  await browser.call(signIn, { body: { email, password } });
  const like = product.demo.lessonId;

  /** Lessons as a teacher's calendar asks for them, so that whatever the server keeps of them is there. */
  const readCalendar = async () => {
    for (let n = 0; n < 20; n++) await browser.call(listLessons);
  };
  /** Stands in the lobby of each, one after the other: each is taken up and its media room opens. */
  const openAll = async (lessonIds: readonly LessonId[]) => {
    const socket = await SeatSocket.open(product.baseUrl, { cookie: browser.cookieHeader });
    for (const lessonId of lessonIds) await socket.call('lesson:watch', { lessonId });
    // Rooms open one after the other: once the last one answers a probe, all are open.
    await socket.call('media:probe', {});
    const gone = socket.closed();
    socket.close();
    await gone;
  };
  const size = async () => {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ size: string }>(`SELECT pg_total_relation_size('lessons') AS size`);
    return Number(rows[0]?.size);
  };
  const serverMemory = () => residentMemory(product.server.pid);
  const bothMemory = async () => (await serverMemory()) + (await residentMemory(product.sfu.pid));

  await readCalendar();
  const before = { size: await size(), memory: await serverMemory() };
  await plantLessons(client, {
    like,
    count: planned,
    startsAt: new Date(Date.now() + 24 * 3_600_000),
    everyHour: true,
  });
  await readCalendar();
  const stored = ((await size()) - before.size) / planned;
  const remembered = Math.max(0, (await serverMemory()) - before.memory) / planned;

  const lessons = await plantLessons(client, { like, count: 2 * open, startsAt: new Date(), everyHour: false });
  // As many again, before: what grows only once (code, pools, the heap's first steps) is no lesson's.
  await openAll(lessons.slice(open));
  const empty = await bothMemory();
  await openAll(lessons.slice(0, open));
  const each = ((await bothMemory()) - empty) / open;

  report('idle', [
    { name: `a planned lesson, of ${planned}, in the database`, value: stored / kB, unit: 'kB' },
    { name: 'a planned lesson in the server', value: remembered / kB, unit: 'kB' },
    {
      name: 'a planned lesson, both together',
      value: (stored + remembered) / kB,
      unit: 'kB',
      goal: '≤ 5 kB',
      holds: stored + remembered <= 5 * kB,
    },
    {
      name: `an open empty lesson, of ${open}, in server and sfu`,
      value: each / kB,
      unit: 'kB',
      goal: '≤ 150 kB',
      holds: each <= 150 * kB,
    },
  ]);
} finally {
  await client.end();
  await product.stop();
}
