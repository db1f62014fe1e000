import { listCapsules, readManifest, readPicture } from '@pluriclasse/shared/api/capsules';
import { followCatchUps } from '@pluriclasse/shared/api/catchUps';
import { listLessons, readNextLesson } from '@pluriclasse/shared/api/lessons';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { readSearch, startSearch } from '@pluriclasse/shared/api/planning';
import { readMe, signIn } from '@pluriclasse/shared/api/sessions';
import { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import { DemoKeys } from '@pluriclasse/server/demo/demoFile';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({ demo: true }, { now: () => now });
});
afterAll(() => server.close());

const keys = () => {
  if (!server.demo) throw new Error('No demo');
  return server.demo;
};

describe('the demo network', () => {
  it('lets everyone of demo.json sign in, and only the owner read the file', async () => {
    const file = path.join(server.dataDir, 'demo.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...keys(), lessonId: expect.any(String) as string });
    for (const { email, password, name, roles } of keys().signIns) {
      const answer = await new TestBrowser(server.origin).call(signIn, { body: { email, password } });
      expect(answer.data).toMatchObject({ kind: 'staff', name, roles });
    }
  });

  it('opens a kit and a companion of each school by a link, in one browser', async () => {
    const browser = new TestBrowser(server.origin);
    for (const { link, purpose } of keys().devices) {
      const answer = await browser.fetch(new URL(link).pathname);
      const deviceId = new RegExp(`^/${purpose}/([0-9a-f-]{36})$`).exec(answer.headers.get('location') ?? '')?.[1];
      const me = await browser.call(readMe, { as: `device:${deviceId}` as 'staff' });
      expect(me.data).toMatchObject({ kind: purpose, deviceId });
    }
  });

  it('has one twinning, one open lesson and one tomorrow', async () => {
    const { email, password } = keys().signIns[0]!;
    const browser = new TestBrowser(server.origin);
    await browser.call(signIn, { body: { email, password } });
    expect((await browser.call(listTwinnings)).data.twinnings).toHaveLength(1);
    const { lessons } = (await browser.call(listLessons)).data;
    expect(lessons.map(({ title, status }) => ({ title, status }))).toEqual([
      { title: 'In our village', status: 'open' },
      { title: 'My favourite meal', status: 'scheduled' },
    ]);
    expect(lessons[0]).toMatchObject({ may: { join: true, edit: true, attendance: true } });
    expect(lessons[0]?.participants.map(({ school }) => school.name)).toEqual([
      'Roccaverde',
      'Valea Mică',
      'Torrealta',
    ]);
  });

  it('has a capsule to look at: of a lesson that was, with its voice, its board, its checks, and who missed it', async () => {
    const { email, password } = keys().signIns[0]!;
    const browser = new TestBrowser(server.origin);
    await browser.call(signIn, { body: { email, password } });
    const { capsules } = (await browser.call(listCapsules)).data;
    expect(capsules).toMatchObject([{ title: 'A big, grey elephant', state: 'ready', mayEdit: true, hasGaps: false }]);
    const { capsuleId } = capsules[0]!;
    const picture = async () => (await browser.call(readPicture, { params: { capsuleId } })).data.picture;
    await expect.poll(picture, { timeout: 20_000 }).not.toBeNull();
    const { duration, voices } = (await browser.call(readManifest, { params: { capsuleId } })).data;
    expect(duration).toBe(92_000);
    expect(voices).toMatchObject([{ name: 'Paolo Neri' }]);
    const voice = await browser.fetch(voices[0]!.link);
    expect((await voice.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
    const { classes } = (await browser.call(followCatchUps, { params: { capsuleId } })).data;
    const missed = classes.flatMap(({ pupils }) => pupils).filter((one) => one.missed);
    expect(missed.map(({ pupil }) => pupil.alias)).toEqual(['Iris', 'Tea', 'Zeno']);
  });

  it('shows a kit the lesson it can join', async () => {
    const browser = new TestBrowser(server.origin);
    const kit = keys().devices.find(({ purpose }) => purpose === 'kit')!;
    const answer = await browser.fetch(new URL(kit.link).pathname);
    browser.as = `device:${answer.headers.get('location')?.split('/').at(-1)}` as 'staff';
    expect((await browser.call(readNextLesson)).data.lesson).toMatchObject({
      status: 'open',
      may: { join: true, edit: false },
    });
  });

  it('has timetables in which a coordinator finds common hours', async () => {
    const coordinator = new TestBrowser(server.origin);
    const { email, password } = keys().signIns.at(-1)!;
    await coordinator.call(signIn, { body: { email, password } });
    const { twinnings } = (await coordinator.call(listTwinnings)).data;
    const [{ twinningId, participants }] = twinnings as [(typeof twinnings)[number]];
    const sites = participants.map(({ school, classes }) => ({
      schoolId: school.schoolId,
      classGroupIds: classes.map(({ classGroupId }) => classGroupId),
      staffIds: [],
      teachersNeeded: 1,
      roomIds: [],
      mayDisplace: [],
    }));
    const day = (ahead: number) => new Date(now + ahead * 86_400_000).toISOString().slice(0, 10);
    const wish = { wishId: 'demo', sites, minutes: 45, bufferBefore: 0, bufferAfter: 0, noticeHours: 48 };
    const when = { cadence: { everyWeeks: 1, perWeek: 1 }, from: day(7), to: day(200), forbidden: [], preferred: [] };
    const body = { twinningId, wishes: [{ ...wish, ...when }] };
    let found = (await coordinator.call(startSearch, { body })).data;
    while (found.state === 'running') {
      const query = { since: found.revision };
      found = (await coordinator.call(readSearch, { params: { searchId: found.searchId }, query })).data;
    }
    expect(found.answers[0]?.patterns.length).toBeGreaterThanOrEqual(3);
    expect(Object.values(found.names)).toEqual(expect.arrayContaining(['Roccaverde', 'Valea Mică', 'Marta Gil']));
  });

  it('opens a new lesson when somebody ends the open one', async () => {
    const { lessons } = server.services;
    const ended = LessonId.parse(keys().lessonId);
    await lessons.markEnded(ended, Date.now());
    const file = path.join(server.dataDir, 'demo.json');
    const written = async () => (JSON.parse(await readFile(file, 'utf8')) as { lessonId: string }).lessonId;
    await expect.poll(written).not.toBe(ended);
    const opened = await lessons.find(LessonId.parse(await written()));
    expect(opened?.row).toMatchObject({ title: 'In our village', over: 'no' });
  });

  it('keeps its links, passwords, open lesson and what was changed from start to start', async () => {
    const file = path.join(server.dataDir, 'demo.json');
    const before = DemoKeys.parse(JSON.parse(await readFile(file, 'utf8')));
    const head = new TestBrowser(server.origin);
    const { email, password } = keys().signIns[2]!;
    const me = (await head.call(signIn, { body: { email, password } })).data;
    const roccaverde = SchoolId.parse(me.kind === 'staff' ? me.school?.schoolId : '');
    await server.services.timetables.change(
      {
        kind: 'staff',
        staffId: StaffId.parse(me.kind === 'staff' ? me.staffId : ''),
        schoolId: roccaverde,
        roles: ['head'],
      },
      roccaverde,
      { revision: 1, label: 'test', edit: (draft) => ({ ...draft, closures: [] }) },
    );
    now += 5 * 3_600_000;
    const again = await server.restart();
    try {
      expect(again.demo?.signIns).toEqual(before.signIns);
      expect(again.demo?.lessonId).toBe(before.lessonId);
      // Its time was over: it begins anew.
      const kept = await again.services.timetables.calendars([roccaverde]);
      expect(kept.calendars[0]?.closures).toEqual([]);
      const { row } = (await again.services.lessons.find(LessonId.parse(before.lessonId))) ?? {};
      expect(row).toMatchObject({ over: 'no', startsAt: now, endsAt: now + 45 * 60_000 });
      expect(again.demo?.devices.map(({ link }) => new URL(link).pathname)).toEqual(
        before.devices.map(({ link }) => new URL(link).pathname),
      );
    } finally {
      await again.close();
    }
  });
});
