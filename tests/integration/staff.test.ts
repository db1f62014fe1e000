import * as schools from '@pluriclasse/shared/api/schools';
import {
  acceptInvitation,
  changePassword,
  readInvitation,
  readMe,
  signIn,
  updateMe,
} from '@pluriclasse/shared/api/sessions';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff, buildNetwork, ok, testPassword, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, { now: () => now });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const browser = () => new TestBrowser(server.origin);
const tokenOf = (link: string) => new URL(link).hash.slice(1);
const params = () => ({ schoolId: network.own.schoolId });
const invite = async (email = `${randomUUID()}@example.org`) => {
  const body = { email, name: 'Ugo Verdi', roles: ['teacher'] };
  return ok(network.own.head, schools.inviteStaff, { params: params(), body });
};

describe('an invitation', () => {
  it('says what it offers, and makes the account with the address it was sent to', async () => {
    const { link, invitation } = await invite('ugo.verdi@example.org');
    expect(new URL(link).pathname + new URL(link).search).toBe('/invite');
    const token = tokenOf(link);
    expect(await ok(browser(), readInvitation, { body: { token } })).toMatchObject({
      purpose: 'join',
      email: 'ugo.verdi@example.org',
      name: 'Ugo Verdi',
      school: { schoolId: network.own.schoolId },
      expiresAt: invitation.expiresAt,
    });
    const body = { token, name: 'Ugo V.', password: testPassword, email: 'somebody.else@example.org' };
    const me = await ok(browser(), acceptInvitation, { body });
    expect(me).toMatchObject({ kind: 'staff', name: 'Ugo V.', email: 'ugo.verdi@example.org', roles: ['teacher'] });
  });

  it('works once, also when two come at the same time', async () => {
    const { link } = await invite();
    const body = { token: tokenOf(link), name: 'Ugo', password: testPassword };
    const answers = await Promise.all([
      browser().call(acceptInvitation, { body }),
      browser().call(acceptInvitation, { body }),
    ]);
    expect(new Set(answers.map(({ error }) => error?.code))).toEqual(new Set(['not_found', undefined]));
    expect((await browser().call(readInvitation, { body: { token: body.token } })).error?.code).toBe('not_found');
  });

  it('expires after a week, can be withdrawn, and gives way to a new one', async () => {
    const first = await invite('late@example.org');
    const second = await invite('late@example.org');
    const read = async (link: string) =>
      (await browser().call(readInvitation, { body: { token: tokenOf(link) } })).error?.code;
    expect([await read(first.link), await read(second.link)]).toEqual(['not_found', undefined]);
    const { invitationId } = second.invitation;
    await ok(network.own.head, schools.withdrawInvitation, { params: { ...params(), invitationId } });
    expect(await read(second.link)).toBe('not_found');
    const third = await invite('late@example.org');
    now += 7 * 24 * 3_600_000;
    expect(await read(third.link)).toBe('not_found');
  });

  it('goes to no address that has an account', async () => {
    await invite('taken@example.org').then(({ link }) =>
      ok(browser(), acceptInvitation, { body: { token: tokenOf(link), name: 'T', password: testPassword } }),
    );
    const body = { email: 'Taken@example.org', name: 'T', roles: ['teacher'] };
    const { error } = await network.own.head.call(schools.inviteStaff, { params: params(), body });
    expect(error).toMatchObject({ code: 'conflict', reason: 'email_taken' });
  });

  it('with roles above the school is given by administrators alone', async () => {
    const admins = await addStaff(server, network.admin, network.own.schoolId, ['coordinator', 'admin']);
    for (const roles of [['admin'], ['teacher', 'coordinator']]) {
      const body = { email: `${randomUUID()}@example.org`, name: 'X', roles };
      expect((await network.own.head.call(schools.inviteStaff, { params: params(), body })).error?.code).toBe(
        'forbidden',
      );
      expect((await admins.call(schools.inviteStaff, { params: params(), body })).status).toBe(200);
    }
    // Nor does a head take over an administrator's account by a new password.
    const me = await ok(admins, readMe);
    const staffId = me.kind === 'staff' ? me.staffId : '';
    const answer = await network.own.head.call(schools.inviteNewPassword, { params: { ...params(), staffId } });
    expect(answer.error?.code).toBe('forbidden');
  });
});

describe('a password', () => {
  it('is changed by whoever knows it; all other sessions end', async () => {
    const here = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
    const me = await ok(here, readMe);
    const email = me.kind === 'staff' ? me.email : '';
    const elsewhere = browser();
    await ok(elsewhere, signIn, { body: { email, password: testPassword } });
    const next = 'another long password';
    const wrong = await here.call(changePassword, { body: { current: 'wrong', next } });
    expect(wrong.error).toMatchObject({ code: 'forbidden', reason: 'wrong_password' });
    const before = here.cookieHeader;
    await ok(here, changePassword, { body: { current: testPassword, next } });
    expect(here.cookieHeader).not.toBe(before);
    expect(await ok(here, readMe)).toMatchObject({ kind: 'staff' });
    expect(await ok(elsewhere, readMe)).toEqual({ kind: 'nobody' });
    expect((await browser().call(signIn, { body: { email, password: testPassword } })).error?.code).toBe(
      'unauthenticated',
    );
  });

  it('that was forgotten is set anew by a link from the head, once and within a day', async () => {
    const member = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
    const me = await ok(member, readMe);
    if (me.kind !== 'staff') throw new Error('Not staff');
    const { link } = await ok(network.own.head, schools.inviteNewPassword, {
      params: { ...params(), staffId: me.staffId },
    });
    const read = await ok(browser(), readInvitation, { body: { token: tokenOf(link) } });
    expect(read).toMatchObject({ purpose: 'new-password', email: me.email });
    const body = { token: tokenOf(link), name: 'Other name', password: 'quite another password' };
    const answer = await ok(browser(), acceptInvitation, { body });
    expect(answer).toMatchObject({ staffId: me.staffId, name: me.name });
    expect(await ok(member, readMe)).toEqual({ kind: 'nobody' });
  });

  it('has at least twelve characters', async () => {
    const { link } = await invite();
    const body = { token: tokenOf(link), name: 'U', password: 'elevenchars' };
    expect((await browser().call(acceptInvitation, { body })).error?.code).toBe('bad_request');
  });
});

it('a session ends after two weeks without use, and goes on while it is used', async () => {
  const member = await addStaff(server, network.admin, network.own.schoolId, ['teacher']);
  const day = 24 * 3_600_000;
  for (let n = 0; n < 3; n++) {
    now += 10 * day;
    expect((await ok(member, readMe)).kind).toBe('staff');
  }
  now += 15 * day;
  expect((await ok(member, readMe)).kind).toBe('nobody');
});

it('one changes the own name and language', async () => {
  const member = await addStaff(server, await adminAgain(), network.own.schoolId, ['teacher']);
  expect(await ok(member, updateMe, { body: { name: 'Marta G.', language: 'it' } })).toMatchObject({
    name: 'Marta G.',
  });
  expect(await ok(member, readMe)).toMatchObject({ name: 'Marta G.', language: 'it' });
});

/** The clock was moved on by weeks: her session is over. */
async function adminAgain(): Promise<TestBrowser> {
  const admin = browser();
  await ok(admin, signIn, { body: { email: 'ada@example.org', password: testPassword } });
  return admin;
}
