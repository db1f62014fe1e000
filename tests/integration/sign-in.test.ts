import { readMe, signIn, signOut } from '@pluriclasse/shared/api/sessions';
import { StaffId } from '@pluriclasse/shared/ids';
import { hashPassword } from '@pluriclasse/server/people/passwords';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

const email = 'paolo.neri@example.org';
const password = 'a long enough password';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  const staffId = StaffId.parse(randomUUID());
  await server.database.query(
    `INSERT INTO staff (id, name, email, roles, language) VALUES ($1, 'Paolo Neri', $2, '{admin}', 'it')`,
    [staffId, email],
  );
  await server.database.query(
    `INSERT INTO staff_credentials (id, staff_id, kind, secret) VALUES ($1, $1, 'password', $2)`,
    [staffId, await hashPassword(password)],
  );
});
afterAll(() => server.close());

describe('sign-in', () => {
  it('begins a session in a cookie that scripts and foreign pages do not get', async () => {
    const browser = new TestBrowser(server.origin);
    expect((await browser.call(readMe)).data).toEqual({ kind: 'nobody' });
    const answer = await browser.call(signIn, { body: { email: ' Paolo.Neri@Example.org', password } });
    expect(answer.data).toMatchObject({ kind: 'staff', name: 'Paolo Neri', roles: ['admin'], school: null });
    expect(answer.headers.get('set-cookie')).toMatch(/^pc_staff=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await browser.call(readMe)).data).toMatchObject({ kind: 'staff', email });
  });

  it('makes a new token at each sign-in and ends the old one', async () => {
    const browser = new TestBrowser(server.origin);
    await browser.call(signIn, { body: { email, password } });
    const old = new TestBrowser(server.origin);
    old.cookies.set('pc_staff', browser.cookies.get('pc_staff') ?? '');
    expect((await old.call(readMe)).data.kind).toBe('staff');
    await browser.call(signIn, { body: { email, password } });
    expect((await old.call(readMe)).data.kind).toBe('nobody');
    expect((await browser.call(readMe)).data.kind).toBe('staff');
  });

  it('ends at sign-out, and whoever listens is told', async () => {
    const browser = new TestBrowser(server.origin);
    await browser.call(signIn, { body: { email, password } });
    const session = await server.services.sessions.find(browser.cookieHeader, 'staff');
    const ended: unknown[] = [];
    server.services.sessions.onEnded((fact) => ended.push(fact));
    const { cookieHeader } = browser;
    await browser.call(signOut);
    expect(browser.cookies.size).toBe(0);
    expect(ended).toEqual([{ sessionId: session?.sessionId, reason: 'ended' }]);
    expect(await server.services.sessions.actorOf(cookieHeader, 'staff')).toEqual({ kind: 'nobody' });
  });

  it('says no to a wrong password and an unknown address in the same words', async () => {
    const browser = new TestBrowser(server.origin);
    const wrong = await browser.call(signIn, { body: { email, password: 'another password' } });
    const unknown = await browser.call(signIn, { body: { email: 'nobody@example.org', password } });
    expect(wrong.status).toBe(401);
    expect(unknown.error).toEqual(wrong.error);
  });
});
