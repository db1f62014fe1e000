import { readManifest } from '@pluriclasse/shared/api/capsules';
import * as schools from '@pluriclasse/shared/api/schools';
import * as sessions from '@pluriclasse/shared/api/sessions';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherAudience, staffIdOf, type Audience } from '../support/capsules/audience.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, testPattern, type TestNetwork } from '../support/server/network.ts';
import type { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
let audience: Audience;
beforeAll(async () => {
  server = await startTestServer({}, { flood: { session: 100_000, address: 100_000, unknown: 100_000 } });
  network = await buildNetwork(server);
  audience = await gatherAudience(server, network);
});
afterAll(() => server.close());

/** Of the own and the partner school, for the own class. */
const put = () => {
  const schoolIds = [network.own.schoolId, network.partner.schoolId];
  return putCapsule(server, { schoolIds, classGroupIds: [network.own.classGroupId] });
};

/** Each that may watch has links: what becomes of them. */
describe('links of everyone who may watch', () => {
  const watchers = ['T', 'U', 'H', 'pT', 'pH', 'C', 'Ho'];
  const linkOf = async (who: TestBrowser, capsuleId: CapsuleId) =>
    (await ok(who, readManifest, { params: { capsuleId } })).board.link;
  const linksOf = async (capsuleId: CapsuleId) =>
    Promise.all(watchers.map((name) => linkOf(audience.all[name]!, capsuleId)));
  const open = (links: readonly string[], by: readonly TestBrowser[]) =>
    Promise.all(links.map(async (link, n) => (await by[n]!.fetch(link)).status));
  const owners = () => watchers.map((name) => audience.all[name]!);

  it('are theirs alone: nobody else gets anything by them', async () => {
    const links = await linksOf(await put());
    expect(await open(links, owners())).toEqual(watchers.map(() => 200));
    for (const [n, name] of watchers.entries()) {
      for (const [other, browser] of Object.entries(audience.all)) {
        if (other === name) continue;
        const { status } = await browser.fetch(links[n] ?? '');
        expect([name, other, [401, 403].includes(status)]).toEqual([name, other, true]);
      }
    }
  });

  it.each([
    ['is withdrawn', "UPDATE capsules SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1", 'nnnnnnn'],
    ['is over its time', "UPDATE capsules SET expires_at = now() - interval '1 second' WHERE id = $1", 'nnnnnnn'],
    ['is edited', 'UPDATE capsules SET revision = revision + 1 WHERE id = $1', 'fffffff'],
    ['is recorded again', "UPDATE capsules SET state = 'recording' WHERE id = $1", 'fffffff'],
    ['is taken from the class', 'DELETE FROM capsule_classes WHERE capsule_id = $1', 'xxxxxnn'],
    ['is no more', 'DELETE FROM capsules WHERE id = $1', 'nnnnnnn'],
  ])('when it %s', async (_, how, expected) => {
    const capsuleId = await put();
    const links = await linksOf(capsuleId);
    await server.database.query(how, [capsuleId]);
    const got = await open(links, owners());
    const letters: Record<number, string> = { 200: 'x', 401: 'u', 403: 'f', 404: 'n' };
    expect(got.map((status) => letters[status] ?? status).join('')).toBe(expected);
  });
});

/** The last ones: who leaves is nobody from then on. */
describe('a link of one who leaves', () => {
  const linked = async (who: TestBrowser) => {
    const capsuleId = await put();
    const { board } = await ok(who, readManifest, { params: { capsuleId } });
    expect((await who.fetch(board.link)).status).toBe(200);
    return board.link;
  };
  const kept = (who: TestBrowser) => new Map(who.cookies);
  const back = (who: TestBrowser, cookies: ReadonlyMap<string, string>) => {
    for (const [name, value] of cookies) who.cookies.set(name, value);
  };

  it('a tablet: is nothing once the pupil stood up', async () => {
    const { tablet } = audience.own;
    const link = await linked(tablet);
    await ok(tablet, sessions.leavePupil);
    expect((await tablet.fetch(link)).status).toBe(404);
  });

  it('a tablet: is nothing once it is no longer of the class', async () => {
    const { C0: tablet } = audience.all;
    await ok(tablet!, sessions.choosePupil, { body: { pupilId: network.own.pupilIds[0], pattern: testPattern } });
    const link = await linked(tablet!);
    const deviceId = tablet!.as.slice('device:'.length);
    const params = { schoolId: network.own.schoolId, deviceId };
    await ok(network.own.teacher, schools.revokeDevice, { params });
    expect((await tablet!.fetch(link)).status).toBe(401);
  });

  it('a pupil at home: is nothing after signing out, nor with the cookie of before, nor once the code is another', async () => {
    const { home } = audience.own;
    const [link, cookies] = [await linked(home), kept(home)];
    await ok(home, sessions.signOut);
    back(home, cookies);
    expect((await home.fetch(link)).status).toBe(401);
    const params = { pupilId: network.own.pupilIds[1] };
    const { code } = await ok(network.own.teacher, schools.printHomeCode, { params });
    await ok(home, sessions.signInAtHome, { body: { code } });
    expect((await home.fetch(link)).status).toBe(403);
    const again = await linked(home);
    await ok(network.own.teacher, schools.printHomeCode, { params });
    expect((await home.fetch(again)).status).toBe(401);
  });

  it('a teacher: is nothing once the head took that one out of the school', async () => {
    const { U: teacher } = audience.all;
    const link = await linked(teacher!);
    const params = { schoolId: network.own.schoolId, staffId: await staffIdOf(teacher!) };
    await ok(network.own.head, schools.removeStaff, { params });
    expect([401, 404]).toContain((await teacher!.fetch(link)).status);
  });
});
