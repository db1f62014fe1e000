import { listLessons, readNextLesson } from '@pluriclasse/shared/api/lessons';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { readMe, signIn } from '@pluriclasse/shared/api/sessions';
import { LessonId } from '@pluriclasse/shared/ids';
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

  it('keeps its links, passwords and open lesson from start to start', async () => {
    const file = path.join(server.dataDir, 'demo.json');
    const before = DemoKeys.parse(JSON.parse(await readFile(file, 'utf8')));
    now += 5 * 3_600_000;
    const again = await server.restart();
    try {
      expect(again.demo?.signIns).toEqual(before.signIns);
      expect(again.demo?.lessonId).toBe(before.lessonId);
      // Its time was over: it begins anew.
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
