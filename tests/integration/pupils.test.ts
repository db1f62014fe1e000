import { readLesson, readNextLesson } from '@pluriclasse/shared/api/lessons';
import * as schools from '@pluriclasse/shared/api/schools';
import { choosePupil, companionPupils, leavePupil, readMe, signInAtHome } from '@pluriclasse/shared/api/sessions';
import { patternPictures } from '@pluriclasse/shared/domain/pictures';
import type { SessionEnded } from '@pluriclasse/server/people/Sessions';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildNetwork, ok, pair, testPattern, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer();
  network = await buildNetwork(server);
});
afterAll(() => server.close());

let told: SessionEnded[];
let stop: () => void;
beforeEach(() => {
  told = [];
  stop = server.services.sessions.onEnded((fact) => told.push(fact));
});
afterEach(() => stop());

const tablet = () => {
  const { own } = network;
  return pair(server, own, { name: 'Tablet', purpose: 'companion', classGroupId: own.classGroupId });
};
const sessionOf = async (browser: TestBrowser) =>
  (await server.services.sessions.find(browser.cookieHeader, browser.as))?.sessionId;

describe('a companion', () => {
  it('shows the class by alias and nine pictures', async () => {
    const browser = await tablet();
    const { pupils, pictures } = await ok(browser, companionPupils);
    expect(pupils.map(({ alias, hasPattern, inUse }) => ({ alias, hasPattern, inUse }))).toEqual([
      { alias: 'Elio', hasPattern: true, inUse: true },
      { alias: 'Luna', hasPattern: false, inUse: false },
    ]);
    expect([...pictures].sort()).toEqual([...patternPictures].sort());
  });

  it('takes the first pattern as the own one and no other from then on', async () => {
    const browser = await tablet();
    const pupilId = network.own.pupilIds[1];
    const first = ['moon', 'bell', 'sun', 'moon'];
    const me = await ok(browser, choosePupil, { body: { pupilId, pattern: first } });
    expect(me).toMatchObject({ kind: 'companion', pupil: { pupilId, alias: 'Luna' } });
    await ok(browser, leavePupil);
    const wrong = await browser.call(choosePupil, { body: { pupilId, pattern: ['bell', 'moon', 'sun', 'moon'] } });
    expect(wrong.error).toMatchObject({ code: 'forbidden', reason: 'wrong_pattern' });
    expect((await ok(browser, readMe)) as object).toMatchObject({ pupil: null });
    const reset = await ok(network.own.teacher, schools.resetPattern, { params: { pupilId } });
    expect(reset.hasPattern).toBe(false);
    expect(await ok(browser, choosePupil, { body: { pupilId, pattern: testPattern } })).toMatchObject({
      pupil: { pupilId },
    });
  });

  it('has a pupil in one place: who takes another tablet leaves the first, whose sockets must come again', async () => {
    const [first, second] = [await tablet(), await tablet()];
    const pupilId = network.own.pupilIds[0];
    await ok(first, choosePupil, { body: { pupilId, pattern: testPattern } });
    told.length = 0;
    await ok(second, choosePupil, { body: { pupilId, pattern: testPattern } });
    expect(await ok(first, readMe)).toMatchObject({ kind: 'companion', pupil: null });
    expect(told).toEqual([
      { sessionId: await sessionOf(first), reason: 'changed' },
      { sessionId: await sessionOf(second), reason: 'changed' },
    ]);
  });

  it('lets nobody guess', async () => {
    const browser = await tablet();
    const pupilId = network.own.pupilIds[0];
    const guess = { pupilId, pattern: ['key', 'key', 'key', 'key'] };
    const codes = [];
    for (let n = 0; n < 11; n++) codes.push((await browser.call(choosePupil, { body: guess })).error?.code);
    expect(codes).toEqual([...Array<string>(10).fill('forbidden'), 'too_many']);
    // The pupil is not locked out of the other tablets.
    const other = await tablet();
    expect(await ok(other, choosePupil, { body: { pupilId, pattern: testPattern } })).toMatchObject({
      pupil: { pupilId },
    });
  });

  it("knows nothing of another class's pupils", async () => {
    const browser = await tablet();
    const answer = await browser.call(choosePupil, {
      body: { pupilId: network.partner.pupilIds[0], pattern: testPattern },
    });
    expect(answer.error?.code).toBe('not_found');
  });

  it('is out at once when it is revoked', async () => {
    const browser = await tablet();
    const sessionId = await sessionOf(browser);
    const deviceId = browser.as.slice('device:'.length);
    told.length = 0;
    await ok(network.own.teacher, schools.revokeDevice, { params: { schoolId: network.own.schoolId, deviceId } });
    expect(told).toEqual([{ sessionId, reason: 'ended' }]);
    expect(await ok(browser, readMe)).toEqual({ kind: 'nobody' });
  });

  it('can not speak as another device, even with its id', async () => {
    const [one, other] = [await tablet(), await tablet()];
    const stolen = new TestBrowser(server.origin, other.as);
    const token = one.cookies.get(`pc_dev_${one.as.slice('device:'.length)}`) ?? '';
    stolen.cookies.set(`pc_dev_${other.as.slice('device:'.length)}`, token);
    expect(await ok(stolen, readMe)).toEqual({ kind: 'nobody' });
  });
});

describe('a waiting device', () => {
  it('is seen by teachers behind the same address, and can be picked', async () => {
    const { own, other } = network;
    const params = { schoolId: own.schoolId };
    const browser = new TestBrowser(server.origin);
    const { waiting: before } = await ok(own.teacher, schools.listDevices, { params });
    const started = await browser.fetch('/api/devices/waiting', {
      method: 'POST',
      headers: { 'x-pluriclasse-as': 'staff', 'user-agent': 'Mozilla/5.0 (X11; CrOS x86_64) Chrome/140 Safari/537' },
    });
    const { deviceId } = (await started.json()) as { deviceId: string };
    const { waiting } = await ok(own.teacher, schools.listDevices, { params });
    expect(waiting).toHaveLength(before.length + 1);
    expect(waiting.find((one) => one.deviceId === deviceId)).toMatchObject({ description: 'Chrome, Chromebook' });
    const body = { deviceId, name: 'Kit', purpose: 'kit', roomId: own.roomId };
    const wrongPlace = await own.teacher.call(schools.pairDevice, { params, body: { ...body, roomId: other.roomId } });
    expect(wrongPlace.error).toMatchObject({ code: 'bad_request', reason: 'place' });
    expect(await ok(own.teacher, schools.pairDevice, { params, body })).toMatchObject({ deviceId, online: true });
    browser.as = `device:${deviceId}` as typeof browser.as;
    expect(await ok(browser, readMe)).toMatchObject({ kind: 'kit', room: { name: 'Room' } });
  });

  it('belongs to one school: a code works once', async () => {
    const { own, other } = network;
    const browser = new TestBrowser(server.origin);
    const answer = await browser.fetch('/api/devices/waiting', {
      method: 'POST',
      headers: { 'x-pluriclasse-as': 'staff' },
    });
    const { code } = (await answer.json()) as { code: string };
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{5}$/);
    const request = (roomId: string) => ({ code: code.toLowerCase(), name: 'Kit', purpose: 'kit', roomId });
    const [first, second] = await Promise.all([
      own.teacher.call(schools.pairDevice, { params: { schoolId: own.schoolId }, body: request(own.roomId) }),
      other.teacher.call(schools.pairDevice, { params: { schoolId: other.schoolId }, body: request(other.roomId) }),
    ]);
    expect(new Set([first.error?.code, second.error?.code])).toEqual(new Set(['not_found', undefined]));
  });
});

describe('a pupil at home', () => {
  it('comes in by the printed code until another is printed', async () => {
    const pupilId = network.own.pupilIds[0];
    const { code } = await ok(network.own.teacher, schools.printHomeCode, { params: { pupilId } });
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    const home = new TestBrowser(server.origin, 'home');
    const me = await ok(home, signInAtHome, { body: { code: ` ${code.replace('-', ' ').toLowerCase()} ` } });
    expect(me).toMatchObject({ kind: 'home', pupil: { pupilId, alias: 'Elio' } });
    expect(await ok(home, readNextLesson)).toMatchObject({
      lesson: { lessonId: network.lessonId, may: { join: true } },
    });
    await ok(network.own.teacher, schools.printHomeCode, { params: { pupilId } });
    expect(await ok(home, readMe)).toEqual({ kind: 'nobody' });
    expect((await home.call(signInAtHome, { body: { code } })).error?.code).toBe('unauthenticated');
  });

  it('and everything of a pupil who is removed goes', async () => {
    const { own } = network;
    const params = { classGroupId: own.classGroupId };
    const { pupilId } = await ok(own.teacher, schools.createPupil, { params, body: { alias: 'Gone', avatar: 'ant' } });
    const { code } = await ok(own.teacher, schools.printHomeCode, { params: { pupilId } });
    const home = new TestBrowser(server.origin, 'home');
    await ok(home, signInAtHome, { body: { code } });
    const browser = await tablet();
    await ok(browser, choosePupil, { body: { pupilId, pattern: testPattern } });
    const sessions = [await sessionOf(home), await sessionOf(browser)];
    told.length = 0;
    await ok(own.teacher, schools.deletePupil, { params: { pupilId } });
    expect(told).toEqual([
      { sessionId: sessions[0], reason: 'ended' },
      { sessionId: sessions[1], reason: 'changed' },
    ]);
    expect(await ok(browser, readMe)).toMatchObject({ kind: 'companion', pupil: null });
    expect(await server.database.query('SELECT * FROM sessions WHERE pupil_id = $1', [pupilId])).toEqual([]);
  });
});

it('the partner school sees schools, classes and numbers, but no pupils', async () => {
  const { partner, lessonId } = network;
  const lesson = await ok(partner.teacher, readLesson, { params: { lessonId } });
  expect(JSON.stringify(lesson)).not.toMatch(/Elio|Luna/);
});

it('secrets are kept as hashes only', async () => {
  const rows = await server.database.query<{ dump: string }>(
    `SELECT (SELECT json_agg(s)::text FROM sessions s) || (SELECT json_agg(p)::text FROM pupils p)
       || coalesce((SELECT json_agg(i)::text FROM invitations i), '') AS dump`,
  );
  const dump = rows[0]?.dump ?? '';
  expect(dump.length).toBeGreaterThan(1000);
  for (const token of network.companion.cookies.values()) expect(dump).not.toContain(token);
  expect(dump).not.toMatch(/"sun"|fish/);
});
