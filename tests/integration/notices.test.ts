import { Database } from '@pluriclasse/server/db/Database';
import { createLog } from '@pluriclasse/server/log';
import * as mails from '@pluriclasse/shared/api/mails';
import * as notices from '@pluriclasse/shared/api/notices';
import { readMe, updateMe } from '@pluriclasse/shared/api/sessions';
import type { StaffId } from '@pluriclasse/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMailServer, type TestMailServer } from '../support/server/mailServer.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let smtp: TestMailServer;
let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({
    mail: { url: `smtp://127.0.0.1:${smtp.port}`, from: 'lessons@school.example' },
    publicUrl: 'https://lessons.example',
  });
  network = await buildNetwork(server);
});
afterAll(async () => {
  await server.close();
  await smtp.close();
});

const idOf = async (browser: TestBrowser): Promise<StaffId> => {
  const me = await ok(browser, readMe);
  if (me.kind !== 'staff') throw new Error('Not staff');
  return me.staffId;
};
const telling = {
  kind: 'agreement-expiring',
  params: { title: 'Villages', schools: 'Own and Partner', to: { day: '2027-06-30' } },
  path: '/agreements/1',
} as const;

describe('who is told something', () => {
  it('reads it in the product and by e-mail, in the own language, once', async () => {
    const { teacher, head } = network.own;
    await ok(teacher, updateMe, { body: { language: 'it' } });
    const to = [await idOf(teacher), await idOf(head), await idOf(teacher)];
    await server.services.notices.tell(to, { ...telling, dedupeKey: 'x' });
    await server.services.notices.tell(to, { ...telling, dedupeKey: 'x' });
    const mine = await ok(teacher, notices.listNotices);
    expect(mine).toMatchObject({ unread: 1, more: false, notices: [{ ...telling, readAt: null }] });
    await server.postman?.run();
    expect(new Set(smtp.received.map(({ parsed }) => parsed.subject))).toEqual(
      new Set(['Villages ends on 30 June 2027', 'Villages finisce il 30 giugno 2027']),
    );
    expect(smtp.received).toHaveLength(2);
    const italian = smtp.received.find(({ parsed }) => parsed.subject?.includes('finisce'));
    expect(italian?.parsed.text).toContain('Ciao Some teacher,');
    expect(italian?.parsed.text).toContain('https://lessons.example/agreements/1');
    // A link carries no right.
    expect(italian?.raw).not.toMatch(/token|#[A-Za-z0-9_-]{20}/);
  });

  it('notes what was read; others’ notices are nobody’s', async () => {
    const { teacher, head } = network.own;
    const [own] = (await ok(teacher, notices.listNotices)).notices;
    const body = { noticeIds: [own!.noticeId] };
    expect(await ok(head, notices.readNotices, { body })).toEqual({ unread: 1 });
    expect((await ok(teacher, notices.listNotices)).unread).toBe(1);
    expect(await ok(teacher, notices.readNotices, { body })).toEqual({ unread: 0 });
    expect((await ok(teacher, notices.listNotices)).notices[0]?.readAt).toEqual(expect.any(Number));
  });

  it('gets fifty at a time', async () => {
    const { teacher } = network.partner;
    const to = [await idOf(teacher)];
    for (let n = 0; n < 60; n++) await server.services.notices.tell(to, { ...telling, mail: false });
    const first = await ok(teacher, notices.listNotices);
    expect([first.notices.length, first.unread, first.more]).toEqual([50, 60, true]);
    const before = first.notices.at(-1)!.noticeId;
    const rest = await ok(teacher, notices.listNotices, { query: { before } });
    expect([rest.notices.length, rest.more]).toEqual([10, false]);
    const ids = [...first.notices, ...rest.notices].map(({ noticeId }) => noticeId);
    expect(new Set(ids).size).toBe(60);
    expect(await ok(teacher, notices.readNotices, { body: { noticeIds: 'all' } })).toEqual({ unread: 0 });
  });

  it('hears nothing of a step that was taken back', async () => {
    const to = [await idOf(network.partner.head)];
    const database = await Database.create(server.database.url, createLog('silent'));
    const step = database.db.transaction(async (tx) => {
      await server.services.notices.tell(to, telling, tx);
      throw new Error('taken back');
    });
    await expect(step).rejects.toThrow('taken back');
    await database.close();
    expect(await server.postman?.run()).toBe(0);
    expect((await ok(network.partner.head, notices.listNotices)).notices).toEqual([]);
  });
});

describe('administrators', () => {
  it('see what is not sent and why, and send it again', async () => {
    smtp.answers.recipient = 550;
    await server.services.notices.tell([await idOf(network.other.head)], telling);
    await server.postman?.run();
    const list = await ok(network.admin, mails.listMails, { query: { state: 'refused' } });
    expect(list).toMatchObject({ configured: true, counts: { sent: 2, refused: 1 } });
    expect(list.mails).toMatchObject([{ state: 'refused', failure: 'recipient', to: { name: 'Some head' } }]);
    delete smtp.answers.recipient;
    const params = { mailId: list.mails[0]!.mailId };
    expect(await ok(network.admin, mails.sendMailAgain, { params })).toMatchObject({ state: 'waiting', failure: null });
    expect((await network.admin.call(mails.sendMailAgain, { params })).error).toMatchObject({
      code: 'conflict',
      reason: 'mail_waiting',
    });
    expect(await server.postman?.run()).toBe(1);
  });

  it('see that no mail server is set; nothing is lost', async () => {
    const silent = await startTestServer();
    const { admin, own } = await buildNetwork(silent);
    await silent.services.notices.tell([await idOf(own.teacher)], telling);
    const list = await ok(admin, mails.listMails);
    expect(list).toMatchObject({ configured: false, counts: { waiting: 1 }, mails: [{ state: 'waiting', tries: 0 }] });
    expect((await ok(own.teacher, notices.listNotices)).unread).toBe(1);
    await silent.close();
  });
});

describe('what somebody wants to hear of', () => {
  const said = async (who: TestBrowser, topic: string) =>
    (await ok(who, notices.readNoticeSettings)).topics.find((one) => one.topic === topic);
  const set = (who: TestBrowser, body: object) => who.call(notices.updateNoticeSettings, { body });
  const news = {
    kind: 'agreement-in-force',
    params: { ...telling.params, from: { day: '2026-09-14' } },
    path: '/agreements/2',
  } as const;
  const mailsTo = async () => {
    const before = smtp.received.length;
    await server.postman?.run();
    return smtp.received.slice(before).map(({ parsed }) => parsed.subject);
  };

  it('is all, here and by e-mail, until he or she says otherwise; one’s own', async () => {
    const { teacher, head } = network.partner;
    const all = (await ok(teacher, notices.readNoticeSettings)).topics;
    expect(all.map(({ here, mail }) => [here, mail])).toEqual(all.map(() => [true, true]));
    await set(teacher, { topic: 'stuck', mail: false });
    await set(teacher, { topic: 'agreed', here: false });
    await set(teacher, { topic: 'agreed', mail: false });
    expect(await said(teacher, 'stuck')).toEqual({ topic: 'stuck', here: true, mail: false, always: true });
    expect(await said(teacher, 'agreed')).toEqual({ topic: 'agreed', here: false, mail: false, always: false });
    expect(await said(head, 'agreed')).toMatchObject({ here: true, mail: true });
    await set(teacher, { topic: 'agreed', mail: true });
    expect(await said(teacher, 'agreed')).toMatchObject({ here: false, mail: true });
  });

  it('reaches each where wanted: only here, only by e-mail, nowhere; once', async () => {
    const { teacher, head } = network.partner;
    const to = [await idOf(teacher), await idOf(head)];
    await server.postman?.run();
    const unread = async (who: TestBrowser) => (await ok(who, notices.listNotices)).unread;
    const before = [await unread(teacher), await unread(head)];
    // Of what is stuck the teacher wants no mail.
    await server.services.notices.tell(to, telling);
    expect([await unread(teacher), await unread(head)]).toEqual(before.map((count) => count + 1));
    expect(await mailsTo()).toEqual(['Villages ends on 30 June 2027']);
    // What is agreed the teacher wants by e-mail only: told again, it does not come again.
    for (let n = 0; n < 2; n++) await server.services.notices.tell(to, { ...news, dedupeKey: 'force' });
    expect([await unread(teacher), await unread(head)]).toEqual([before[0]! + 1, before[1]! + 2]);
    expect(await mailsTo()).toEqual(['In force: Villages', 'In force: Villages']);
    expect(smtp.received.at(-1)?.parsed.text).toContain('https://lessons.example/settings');
    await set(teacher, { topic: 'agreed', mail: false });
    await server.services.notices.tell([to[0]!], news);
    expect(await mailsTo()).toEqual([]);
    expect((await ok(teacher, notices.listNotices)).notices.map(({ kind }) => kind)).not.toContain(news.kind);
  });

  it('can’t leave out in the product what waits for an answer', async () => {
    const { teacher } = network.partner;
    const { topics } = await ok(teacher, notices.readNoticeSettings);
    for (const { topic, always } of topics) {
      const { error } = await set(teacher, { topic, here: false });
      expect([topic, error?.reason]).toEqual([topic, always ? 'always_told' : undefined]);
    }
    expect((await set(teacher, { topic: 'anything' })).error?.code).toBe('bad_request');
  });
});
