import { createLog } from '@pluriclasse/server/log';
import { Database } from '@pluriclasse/server/db/Database';
import { MailTransport } from '@pluriclasse/server/mail/MailTransport';
import { Outbox, type Mail } from '@pluriclasse/server/mail/Outbox';
import { Postman } from '@pluriclasse/server/mail/Postman';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { writeLetter } from '@pluriclasse/server/mail/letter';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMailServer, type TestMailServer } from '../support/server/mailServer.ts';
import { createTestDatabase, type TestDatabase } from '../support/server/testDatabase.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const from = 'Pluriclasse <lessons@school.example>';
const log = createLog('silent');

let tables: TestDatabase;
let database: Database;
let smtp: TestMailServer;
let clock: number;
let outbox: Outbox;
const postmen: Postman[] = [];
const now = () => clock;

beforeAll(async () => {
  tables = await createTestDatabase();
  database = await Database.create(tables.url, log);
});
afterAll(async () => {
  await database.close();
  await tables.drop();
});
beforeEach(async () => {
  clock = Date.UTC(2026, 11, 15, 9, 25);
  outbox = new Outbox({ db: database.db, now });
  smtp = await startMailServer();
});
afterEach(async () => {
  for (const postman of postmen.splice(0)) await postman.close();
  await smtp.close();
  await tables.query('DELETE FROM mails');
});

function postmanTo(url = `smtp://127.0.0.1:${smtp.port}`): Postman {
  const postman = new Postman({ db: database.db, now, log, transport: new MailTransport({ url, from }), every: 0 });
  postmen.push(postman);
  return postman;
}
const mail = (more: Partial<Mail> = {}): Mail => ({
  to: { address: 'dana@valeamica.example' },
  kind: 'test',
  language: 'en',
  subject: 'A subject',
  text: 'The text.',
  html: '<p>The text.</p>',
  ...more,
});
const rows = () =>
  tables.query<{ id: string; state: string; failure: string | null; tries: number; answer: string | null }>(
    'SELECT id, state, failure, tries, answer FROM mails ORDER BY created_at, id',
  );

describe('a mail', () => {
  it('is sent once, with everything that it has', async () => {
    const letter = writeLetter('it', {
      subject: 'Perché è martedì — Școala „Valea Mică” 🎒',
      name: 'Dănuț Țăranu',
      paragraphs: ['Così è: <b>5 & 6</b>'],
      actions: [{ label: 'Apri', url: 'https://school.example/agreements/1' }],
    });
    const mailId = await outbox.enqueue(mail({ language: 'it', ...letter }));
    expect(await postmanTo().run()).toBe(1);
    const [only, ...others] = smtp.received;
    expect(others).toEqual([]);
    const { parsed, recipients } = only!;
    expect(recipients).toEqual(['dana@valeamica.example']);
    expect(parsed.subject).toBe('Perché è martedì — Școala „Valea Mică” 🎒');
    expect(parsed.from).toMatchObject({ name: 'Pluriclasse', address: 'lessons@school.example' });
    expect(parsed.messageId).toBe(`<${mailId}@school.example>`);
    expect(parsed.text).toContain('Ciao Dănuț Țăranu,');
    expect(parsed.text).toContain('https://school.example/agreements/1');
    expect(parsed.html).toContain('Così è: &lt;b&gt;5 &amp; 6&lt;/b&gt;');
    expect(parsed.html).toContain('href="https://school.example/agreements/1"');
    expect(parsed.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    // Headers are ASCII on the wire (RFC 5322), whatever the words.
    expect(only!.raw.slice(0, only!.raw.indexOf('\r\n\r\n'))).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(await rows()).toMatchObject([{ state: 'sent', failure: null, tries: 1 }]);
    expect(await postmanTo().run()).toBe(0);
    expect(smtp.received).toHaveLength(1);
  });

  it('carries an invitation that mail programs understand', async () => {
    const content = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Pluriclasse//EN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:lesson-1@school.example',
      'DTSTAMP:20261201T000000Z',
      'DTSTART:20261215T092500Z',
      'DTEND:20261215T101000Z',
      'SUMMARY:Il nostro villaggio — però',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    await outbox.enqueue(mail({ calendar: { method: 'REQUEST', content } }));
    await postmanTo().run();
    const { raw, parsed } = smtp.received[0]!;
    expect(raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
    expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
    expect(raw.indexOf('text/html')).toBeLessThan(raw.indexOf('text/calendar'));
    const part = parsed.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const text = typeof part?.content === 'string' ? part.content : new TextDecoder().decode(part?.content);
    // The reader turns line ends into its own.
    expect(text.trimEnd()).toBe(content.trimEnd().replaceAll('\r\n', '\n'));
    expect(part?.method).toBe('REQUEST');
  });

  it('goes to whatever address its reader has by then, and to nobody who has left', async () => {
    await tables.query(
      `INSERT INTO staff (id, name, email, roles, language) VALUES
       ('00000000-0000-4000-8000-000000000001', 'Dănuț "D" <x>', 'old@school.example', '{teacher}', 'en'),
       ('00000000-0000-4000-8000-000000000002', 'Gone', 'gone@school.example', '{teacher}', 'en')`,
    );
    const to = (n: number) => ({ staffId: `00000000-0000-4000-8000-00000000000${n}` }) as Mail['to'];
    await outbox.enqueue(mail({ to: to(1) }));
    await outbox.enqueue(mail({ to: to(2) }));
    await tables.query(`UPDATE staff SET email = 'new@school.example' WHERE email = 'old@school.example'`);
    await tables.query(`UPDATE staff SET left_at = now() WHERE name = 'Gone'`);
    await postmanTo().run();
    expect(smtp.received.map(({ parsed }) => parsed.to)).toEqual([
      [expect.objectContaining({ name: 'Dănuț "D" <x>', address: 'new@school.example' })],
    ]);
    expect(new Set((await rows()).map(({ state, failure }) => `${state} ${failure}`))).toEqual(
      new Set(['given-up left', 'sent null']),
    );
    await tables.query('DELETE FROM staff');
  });

  it('is part of its transaction', async () => {
    const failing = database.db.transaction(async (tx) => {
      await outbox.enqueue(mail(), tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
  });

  it('with the same key is sent once; one that nobody has tried can be taken back', async () => {
    expect(await outbox.enqueue(mail({ dedupeKey: 'a' }))).toBeDefined();
    expect(await outbox.enqueue(mail({ dedupeKey: 'a' }))).toBeUndefined();
    await outbox.enqueue(mail({ dedupeKey: 'b', notBefore: clock + MINUTE }));
    expect(await postmanTo().run()).toBe(1);
    expect(await outbox.withdraw('a')).toBe(false);
    expect(await outbox.withdraw('b')).toBe(true);
    clock += MINUTE;
    expect(await postmanTo().run()).toBe(0);
  });

  it('waits for its hour', async () => {
    await outbox.enqueue(mail({ notBefore: clock + MINUTE }));
    const postman = postmanTo();
    expect(await postman.run()).toBe(0);
    clock += MINUTE;
    expect(await postman.run()).toBe(1);
  });

  it('has one line as its subject, whatever was typed into a title', async () => {
    await outbox.enqueue(mail({ subject: 'A title\r\nBcc: all@school.example' }));
    await postmanTo().run();
    expect(smtp.received[0]?.recipients).toEqual(['dana@valeamica.example']);
    expect(smtp.received[0]?.parsed.subject).toBe('A title Bcc: all@school.example');
    expect(smtp.received[0]?.parsed.bcc).toBeUndefined();
  });
});

describe('when the mail server', () => {
  it('asks to try later, it is tried later', async () => {
    smtp.answers.recipient = 451;
    await outbox.enqueue(mail());
    const postman = postmanTo();
    expect(await postman.run()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'put_off', tries: 1 }]);
    delete smtp.answers.recipient;
    expect(await postman.run()).toBe(0);
    clock += MINUTE;
    expect(await postman.run()).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'sent', failure: null, tries: 2 }]);
  });

  it('knows no such address, that is told and the next mail goes out', async () => {
    smtp.answers.recipient = 550;
    await outbox.enqueue(mail());
    const postman = postmanTo();
    await postman.run();
    expect(await rows()).toMatchObject([{ state: 'refused', failure: 'recipient', tries: 1 }]);
    expect((await rows())[0]?.answer).toContain('550');
    delete smtp.answers.recipient;
    await outbox.enqueue(mail());
    expect(await postman.run()).toBe(1);
  });

  it('refuses what is in it, that is told', async () => {
    smtp.answers.data = 554;
    await outbox.enqueue(mail());
    await postmanTo().run();
    expect(await rows()).toMatchObject([{ state: 'refused', failure: 'content' }]);
  });

  it('takes no mail from us at all, mails wait and no try counts', async () => {
    smtp.answers.sender = 550;
    await outbox.enqueue(mail());
    await outbox.enqueue(mail());
    await postmanTo().run();
    expect(await rows()).toMatchObject([
      { state: 'waiting', tries: 0 },
      { state: 'waiting', tries: 0 },
    ]);
    expect((await rows()).filter(({ failure }) => failure === 'sender')).toHaveLength(1);
  });

  it('cuts the link in the middle, the mail goes out later, once', async () => {
    smtp.answers.data = 'drop';
    const mailId = await outbox.enqueue(mail({ text: 'x'.repeat(100_000) }));
    const postman = postmanTo();
    await postman.run();
    expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'server_away' }]);
    delete smtp.answers.data;
    clock += MINUTE;
    expect(await postman.run()).toBe(1);
    expect(smtp.received.map(({ parsed }) => parsed.messageId)).toEqual([`<${mailId}@school.example>`]);
  });

  it('takes the mail and cuts the link before it says so, it goes out twice under one Message-ID', async () => {
    smtp.answers.data = 'drop-after';
    const mailId = await outbox.enqueue(mail());
    const postman = postmanTo();
    await postman.run();
    delete smtp.answers.data;
    clock += MINUTE;
    await postman.run();
    const id = `<${mailId}@school.example>`;
    expect(smtp.received.map(({ parsed }) => [parsed.messageId, parsed.date])).toEqual([
      [id, '2026-12-15T09:25:00.000Z'],
      [id, '2026-12-15T09:25:00.000Z'],
    ]);
  });

  it('is not there, it is asked less and less, and everything goes out when it is back', async () => {
    await smtp.close();
    await outbox.enqueue(mail());
    await outbox.enqueue(mail());
    const postman = postmanTo();
    for (const wait of [0, 30_000, MINUTE, 2 * MINUTE]) {
      clock += wait;
      expect(await postman.run()).toBe(0);
    }
    expect((await rows()).map(({ state, tries }) => [state, tries])).toEqual([
      ['waiting', 0],
      ['waiting', 0],
    ]);
    smtp = await startMailServer();
    const other = postmanTo();
    clock += 5 * MINUTE;
    expect(await other.run()).toBe(2);
  });

  it('rests between two tries of a server that is not there', async () => {
    smtp.answers.greeting = 421;
    await outbox.enqueue(mail());
    const postman = postmanTo();
    await postman.run();
    await postman.run();
    expect(smtp.connections()).toBe(1);
    delete smtp.answers.greeting;
    clock += 30_000;
    expect(await postman.run()).toBe(1);
    expect(smtp.connections()).toBe(2);
  });

  it('does not take our password, mails wait', async () => {
    const strict = await startMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, callback) =>
        username === 'us' && password === 'p@ss word'
          ? callback(null, { user: 'us' })
          : callback(Object.assign(new Error('wrong'), { responseCode: 535 })),
    });
    await outbox.enqueue(mail());
    await postmanTo(`smtp://us:wrong@127.0.0.1:${strict.port}`).run();
    expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'login', tries: 0 }]);
    expect(JSON.stringify(await rows())).not.toContain('wrong@');
    clock += MINUTE;
    expect(await postmanTo(`smtp://us:${encodeURIComponent('p@ss word')}@127.0.0.1:${strict.port}`).run()).toBe(1);
    await strict.close();
  });

  it('shows a certificate that nobody vouches for, nothing is sent, unless one says so', async () => {
    const strange = await startMailServer({ hideSTARTTLS: false });
    await outbox.enqueue(mail());
    await postmanTo(`smtp://127.0.0.1:${strange.port}`).run();
    expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'tls', tries: 0 }]);
    clock += MINUTE;
    expect(await postmanTo(`smtp://127.0.0.1:${strange.port}?tls.rejectUnauthorized=false`).run()).toBe(1);
    await strange.close();
    const wrapped = await startMailServer({ secure: true });
    await outbox.enqueue(mail());
    await postmanTo(`smtps://127.0.0.1:${wrapped.port}`).run();
    expect(await rows()).toContainEqual(expect.objectContaining({ state: 'waiting', failure: 'tls' }));
    await wrapped.close();
  });

  it('offers no encryption, our password stays here', async () => {
    let asked = 0;
    const onAuth: NonNullable<Parameters<typeof startMailServer>[0]>['onAuth'] = (_auth, _session, callback) => {
      asked++;
      callback(null, { user: 'us' });
    };
    // Not an address that stands for this very computer, though it leads here.
    const plain = await startMailServer({ onAuth }, '127.0.0.2');
    await outbox.enqueue(mail());
    await postmanTo(`smtp://us:secret@127.0.0.2:${plain.port}`).run();
    expect([asked, plain.connections(), plain.received.length]).toEqual([0, 1, 0]);
    expect(await rows()).toMatchObject([{ state: 'waiting', failure: 'tls' }]);
    await plain.close();
  });

  it('refuses for days, the mail is given up and an administrator can send it again', async () => {
    smtp.answers.recipient = 452;
    await outbox.enqueue(mail());
    const postman = postmanTo();
    for (let tries = 0; tries < 40; tries++) {
      await postman.run();
      clock += 4 * 60 * MINUTE;
    }
    expect(await rows()).toMatchObject([{ state: 'given-up', failure: 'put_off' }]);
    expect(clock - Date.UTC(2026, 11, 15)).toBeGreaterThan(4 * DAY);
    const tries = smtp.connections();
    await postman.run();
    expect(smtp.connections()).toBe(tries);
  });
});

describe('several servers', () => {
  it('share the work, and send no mail twice', async () => {
    for (let n = 0; n < 30; n++) await outbox.enqueue(mail({ subject: `Mail ${n}` }));
    const sent = await Promise.all([postmanTo().run(), postmanTo().run(), postmanTo().run()]);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBe(30);
    expect(new Set(smtp.received.map(({ parsed }) => parsed.subject)).size).toBe(30);
    expect(smtp.received).toHaveLength(30);
  });

  it('take up what a dead one was just sending', async () => {
    await outbox.enqueue(mail());
    await tables.query('UPDATE mails SET tries = 1, next_try_at = $1', [new Date(clock + 10 * MINUTE)]);
    const postman = postmanTo();
    expect(await postman.run()).toBe(0);
    clock += 10 * MINUTE;
    expect(await postman.run()).toBe(1);
  });

  it('end also while a mail server says nothing; the mail waits for the next start', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo; // it listens on TCP
    const transport = new MailTransport({ url: `smtp://127.0.0.1:${port}`, from });
    const postman = new Postman({ db: database.db, now, log, transport, every: 0, lastWords: 0 });
    await outbox.enqueue(mail());
    const running = postman.run();
    await once(silent, 'connection');
    const asked = performance.now();
    await postman.close();
    expect(await running).toBe(0);
    // Left alone it would wait ten seconds for a greeting.
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(await rows()).toMatchObject([{ state: 'waiting', tries: 0 }]);
    silent.close();
  });

  it('end in order: what is being sent is waited for, and nothing new begins', async () => {
    for (let n = 0; n < 20; n++) await outbox.enqueue(mail());
    const transport = new MailTransport({ url: `smtp://127.0.0.1:${smtp.port}`, from });
    const postman = new Postman({ db: database.db, now, log, transport, every: 0, lastWords: 20_000 });
    const running = postman.run();
    await postman.close();
    const sent = await running;
    expect(smtp.received).toHaveLength(sent);
    expect((await rows()).filter(({ state }) => state === 'sent')).toHaveLength(sent);
    expect((await rows()).filter(({ state }) => state === 'waiting')).toHaveLength(20 - sent);
    expect(await postman.run()).toBe(0);
  });
});
