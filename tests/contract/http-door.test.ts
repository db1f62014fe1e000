import type { Endpoint } from '@pluriclasse/shared/api/http';
import * as schools from '@pluriclasse/shared/api/schools';
import * as sessions from '@pluriclasse/shared/api/sessions';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, nameOf } from '../support/server/endpoints.ts';
import { ok, testPassword } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let clientDir: string;
beforeAll(async () => {
  clientDir = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-client-'));
  await mkdir(path.join(clientDir, 'assets'));
  await writeFile(path.join(clientDir, 'index.html'), '<!doctype html><title>Pluriclasse</title>');
  await writeFile(path.join(clientDir, 'assets', 'app-abc123.js'), 'plain');
  await writeFile(path.join(clientDir, 'assets', 'app-abc123.js.br'), 'brotli');
  // Every call is tried in many ways, from one address; one session is limited as usual.
  const flood = { session: 200, address: 100_000, unknown: 100_000 };
  server = await startTestServer({ clientDir }, { flood });
  const token = new URL(server.firstAdminLink ?? '').hash.slice(1);
  const body = { token, name: 'Ada', password: testPassword, email: 'ada@example.org' };
  await ok(new TestBrowser(server.origin), sessions.acceptInvitation, { body });
});
afterAll(async () => {
  await server.close();
  await rm(clientDir, { recursive: true, force: true });
});

const named = endpoints.map((endpoint) => ({ name: nameOf(endpoint), endpoint }));
const writing = named.filter(({ endpoint }) => endpoint.method !== 'GET');
const withBody = writing.filter(({ endpoint }) => !endpoint.body.safeParse({}).success);
const uuid = '00000000-0000-4000-8000-000000000000';
const params = {
  schoolId: uuid,
  roomId: uuid,
  classGroupId: uuid,
  pupilId: uuid,
  staffId: uuid,
  deviceId: uuid,
  lessonId: uuid,
  invitationId: uuid,
  of: 'school',
  id: uuid,
  shows: 'busy',
  twinningId: uuid,
  askId: uuid,
  seriesId: uuid,
  templateId: uuid,
  mailId: uuid,
  bellScheduleId: uuid,
  closureId: uuid,
  absenceId: uuid,
  importId: uuid,
  subscriptionId: uuid,
  agreementId: uuid,
  documentId: uuid,
  searchId: uuid,
  capsuleId: uuid,
  exportId: uuid,
  ownPageId: uuid,
};
const somebody = () => new TestBrowser(server.origin);

describe('what is malformed', () => {
  it.each(withBody)('$name takes no body of another shape', async ({ endpoint }) => {
    const bodies = [undefined, null, [], 42, 'text', { unknown: true }, { email: { $ne: '' }, name: ['x'] }];
    for (const body of bodies) {
      const answer = await somebody().call(endpoint, {
        params,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      expect([body, answer.status, answer.error?.code]).toEqual([body, 400, 'bad_request']);
    }
  });

  it.each(writing)('$name takes no broken JSON, no other type and no large body', async ({ endpoint }) => {
    const send = (body: string, headers: Record<string, string> = {}) =>
      somebody().call(endpoint, { params, body, headers });
    expect(await send('{"x":')).toMatchObject({ status: 400, error: { code: 'bad_request' } });
    expect(await send('{"__proto__": {"roles": ["admin"]}}')).toMatchObject({
      status: 400,
      error: { code: 'bad_request' },
    });
    expect(await send('<x/>', { 'content-type': 'text/xml' })).toMatchObject({
      status: 415,
      error: { code: 'bad_request' },
    });
    const large = JSON.stringify({ name: 'x'.repeat(70_000) });
    expect(await send(large)).toMatchObject({ status: 413, error: { code: 'bad_request' } });
  });

  const withParams = named.filter(({ endpoint }) => endpoint.path.includes(':'));
  it.each(withParams)('$name takes no id that is none', async ({ endpoint }) => {
    for (const bad of ['1', "' OR 1=1 --", '../../etc/passwd', 'x'.repeat(300)]) {
      const all = Object.fromEntries(Object.keys(params).map((key) => [key, bad]));
      const { status, error } = await somebody().call(endpoint, { params: all });
      expect([bad, status, error?.code]).toEqual([
        bad,
        expect.any(Number),
        expect.stringMatching(/^(bad_request|not_found)$/),
      ]);
    }
  });

  it.each([
    'from=abc',
    'from=NaN',
    'from=Infinity',
    'from=-1',
    'from=1e300',
    'from=0&to=99999999999999',
    'from=5&to=4',
  ])('no span such as %s', async (query) => {
    const admin = await signedIn();
    const answer = await admin.fetch(`/api/lessons?${query}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'bad_request' }]);
  });

  it('texts with control characters and NUL, which the database could not keep', async () => {
    const admin = await signedIn();
    const fields = { town: 'T', timeZone: 'Europe/Rome', language: 'it' };
    for (const name of ['', '   ', 'a\u0000b', 'a\nb', 'x'.repeat(81)]) {
      expect((await admin.call(schools.createSchool, { body: { ...fields, name } })).error?.code).toBe('bad_request');
    }
    for (const timeZone of ['Mars/Olympus', '', '\u0000']) {
      const answer = await admin.call(schools.createSchool, { body: { ...fields, name: 'S', timeZone } });
      expect([timeZone, answer.error?.code]).toEqual([timeZone, 'bad_request']);
    }
  });
});

describe('foreign pages', () => {
  it.each(writing)('$name needs the header that only our own pages can set', async ({ endpoint }) => {
    const answer = await somebody().fetch(filled(endpoint), { method: endpoint.method });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'bad_request' }]);
  });

  it.each(writing)('$name is refused to a page of another origin', async ({ endpoint }) => {
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${server.port + 1}`]) {
      const { error } = await somebody().call(endpoint, { params, headers: { origin } });
      expect([origin, error?.code]).toEqual([origin, 'forbidden']);
    }
  });

  it('our own origin is fine, and no answer invites others by CORS', async () => {
    const answer = await somebody().call(sessions.startPairing, { headers: { origin: server.origin } });
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('an unknown way of speaking is malformed', async () => {
    for (const as of ['', 'admin', 'device:1', 'staff, staff']) {
      const answer = await somebody().fetch('/api/me', { headers: { [speakingAsHeader]: as } });
      expect([as, answer.status]).toEqual([as, 400]);
    }
  });
});

describe('a flood', () => {
  it('of a thousand calls at once is refused, and others do not notice', async () => {
    const flooder = await signedIn();
    const other = await signedIn();
    const burst = Array.from({ length: 1000 }, () => flooder.call(sessions.readMe));
    const neighbour = await other.call(sessions.readMe);
    const answers = await Promise.all(burst);
    const refused = answers.filter(({ error }) => error?.code === 'too_many');
    expect(refused.length).toBeGreaterThanOrEqual(750);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
    expect(neighbour.data.kind).toBe('staff');
    expect((await other.call(sessions.readMe)).data.kind).toBe('staff');
  });
});

describe('pages', () => {
  const html = { accept: 'text/html' };

  it('any address that is navigated to gets the application, fresh each time', async () => {
    for (const address of ['/', '/sign-in', `/kit/${uuid}`, '/invite']) {
      const answer = await somebody().fetch(address, { headers: html });
      expect([address, answer.status, answer.headers.get('cache-control')]).toEqual([address, 200, 'no-cache']);
      expect(await answer.text()).toContain('<title>Pluriclasse</title>');
    }
  });

  it('hashed files never change and come compressed', async () => {
    const answer = await somebody().fetch('/assets/app-abc123.js', { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
  });

  it('what is not there is not found, and nothing outside the folder is', async () => {
    for (const address of ['/assets/none.js', '/api/none', '/..%2f..%2fetc%2fpasswd', '/demo/kit/x', '/.env', '/%zz']) {
      const answer = await somebody().fetch(address);
      const code = address === '/%zz' ? 'bad_request' : 'not_found';
      expect([address, await answer.json()]).toMatchObject([address, { code }]);
    }
  });

  it('come with headers that keep everything at home', async () => {
    const { headers } = await somebody().fetch('/', { headers: html });
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
    expect(policy).not.toMatch(/unsafe|https?:\/\/|\*/);
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self), display-capture=(self)');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('a WebSocket', () => {
  const knock = async (address: string) => {
    const request = get(server.origin + address, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    });
    const answered = once(request, 'response').then(([response]) => (response as IncomingMessage).statusCode);
    const opened = once(request, 'upgrade').then(([, socket]) => {
      (socket as Socket).destroy();
      return 101;
    });
    return Promise.race([answered, opened]);
  };

  it.each(['/', '/api/me', '/signalx/', '/boardsx', '/boards', '/signal'])('finds no door at %s', async (address) => {
    expect(await knock(address)).toBe(404);
  });

  it('finds those of lessons and boards', async () => {
    expect(await knock('/signal/?EIO=4&transport=websocket')).toBe(101);
    expect(await knock(`/boards/${uuid}?seat=${uuid}`)).toBe(101);
  });
});

/** The last one: this server ends with it. */
describe('guessing', () => {
  it('of wrong passwords is stopped, also after a restart', async () => {
    const body = { email: 'ada@example.org', password: 'wrong' };
    const browser = somebody();
    const codes = [];
    for (let n = 0; n < 12; n++) codes.push((await browser.call(sessions.signIn, { body })).error?.code);
    expect(codes).toEqual([...Array<string>(10).fill('unauthenticated'), 'too_many', 'too_many']);
    const again = await server.restart();
    try {
      const right = { email: 'ada@example.org', password: testPassword };
      const answer = await new TestBrowser(`http://127.0.0.1:${again.port}`).call(sessions.signIn, { body: right });
      expect(answer.error).toMatchObject({ code: 'too_many', retryAfter: expect.any(Number) as number });
    } finally {
      await again.close();
      await server.database.query("DELETE FROM rate_limits WHERE key LIKE 'sign-in%'");
    }
  });
});

const filled = ({ path: template }: Endpoint) => template.replaceAll(/:\w+/g, uuid);

async function signedIn(): Promise<TestBrowser> {
  const browser = somebody();
  await ok(browser, sessions.signIn, { body: { email: 'ada@example.org', password: testPassword } });
  return browser;
}
