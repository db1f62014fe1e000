import { withdrawCapsule } from '@pluriclasse/shared/api/capsules';
import { followCatchUps, sendCatchUpEvents } from '@pluriclasse/shared/api/catchUps';
import * as api from '@pluriclasse/shared/api/ownPages';
import { printHomeCode } from '@pluriclasse/shared/api/schools';
import { signInAtHome } from '@pluriclasse/shared/api/sessions';
import { fromBase64, toBase64 } from '@pluriclasse/shared/base64';
import { addPage, pagesOf } from '@pluriclasse/shared/board/document';
import { CatchUpEventId, OwnPageId, type CapsuleId, type PupilId } from '@pluriclasse/shared/ids';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blankPage, contentOf, drawOn, newPage } from '../support/capsules/pageUpdates.ts';
import { putCapsule } from '../support/server/capsules.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
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

const newId = () => OwnPageId.parse(randomUUID());
const publish = (expiresAt?: number) =>
  putCapsule(server, {
    schoolIds: [network.own.schoolId, network.partner.schoolId],
    classGroupIds: [network.own.classGroupId],
    ...(expiresAt !== undefined && { expiresAt }),
  });

/** A page on a pupil's device; it knows what the server has. */
class Device {
  readonly doc: Y.Doc;
  readonly #browser: TestBrowser;
  readonly #params: { capsuleId: CapsuleId; pupilId: PupilId; ownPageId: OwnPageId };
  #theirs: Uint8Array | undefined;

  constructor(browser: TestBrowser, capsuleId: CapsuleId, ownPageId: OwnPageId, doc: Y.Doc) {
    this.#browser = browser;
    this.#params = { capsuleId, pupilId: pupilId(), ownPageId };
    this.doc = doc;
  }

  /** @param again the answer is lost, and it is asked once more */
  async sync(again = false) {
    const update = toBase64(Y.encodeStateAsUpdate(this.doc, this.#theirs));
    const body = { ...blankPage(this.doc), update };
    if (again) await ok(this.#browser, api.syncOwnPage, { params: this.#params, body });
    const reply = await ok(this.#browser, api.syncOwnPage, { params: this.#params, body });
    Y.applyUpdate(this.doc, fromBase64(reply.missing)!);
    this.#theirs = fromBase64(reply.vector)!;
    return reply;
  }
}

const pupilId = () => network.own.pupilIds[1];
const list = async (capsuleId: CapsuleId, who = network.home, whose = pupilId()) =>
  (await ok(who, api.listOwnPages, { params: { capsuleId, pupilId: whose } })).pages;
const readAs = (who: TestBrowser, capsuleId: CapsuleId, ownPageId: OwnPageId) =>
  who.call(api.readOwnPage, { params: { capsuleId, pupilId: pupilId(), ownPageId } });

describe('a page of one’s own', () => {
  it('comes together from two devices, nothing twice and nothing lost', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    const phone = new Device(network.home, capsuleId, ownPageId, newPage());
    drawOn(phone.doc);
    await phone.sync(true);
    const tablet = new Device(network.home, capsuleId, ownPageId, new Y.Doc());
    Y.applyUpdate(tablet.doc, Y.encodeStateAsUpdate(phone.doc));
    drawOn(tablet.doc);
    drawOn(phone.doc, 'From the phone');
    await tablet.sync();
    await phone.sync(true);
    await tablet.sync();
    const whole = { lines: 2, texts: ['From the phone'] };
    expect(contentOf(phone.doc)).toEqual(whole);
    expect(contentOf(tablet.doc)).toEqual(whole);
    expect(await list(capsuleId)).toMatchObject([{ ownPageId, title: 'Warm-up', at: 1_000, version: 3 }]);
    // What changes nothing is no change.
    expect((await tablet.sync()).page.version).toBe(3);
  });

  it('asks for all of it where something before an update is not there', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    const doc = newPage();
    const before = Y.encodeStateVector(doc);
    drawOn(doc);
    const body = { ...blankPage(doc), update: toBase64(Y.encodeStateAsUpdate(doc, before)) };
    const { error } = await network.home.call(api.syncOwnPage, {
      params: { capsuleId, pupilId: pupilId(), ownPageId },
      body,
    });
    expect(error).toMatchObject({ code: 'conflict', reason: 'page-gap' });
    expect(await list(capsuleId)).toEqual([]);
  });

  it('is read by the own school’s staff alone, beside how far the pupil is', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    const device = new Device(network.home, capsuleId, ownPageId, newPage());
    drawOn(device.doc, 'My village');
    await device.sync();
    const { classes } = await ok(network.own.teacher, followCatchUps, { params: { capsuleId } });
    expect(classes[0]?.pupils.map(({ pages }) => pages.length)).toEqual([0, 1]);
    for (const who of [network.own.teacher, network.own.head]) {
      const { data } = await readAs(who, capsuleId, ownPageId);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, fromBase64(data.state)!);
      expect(contentOf(doc).texts).toEqual(['My village']);
    }
    for (const who of [network.partner.teacher, network.other.teacher, network.coordinator, network.admin])
      expect((await readAs(who, capsuleId, ownPageId)).error?.code).toBe('not_found');
    // Nor does another pupil of the class find it.
    expect(await list(capsuleId, network.companion, network.own.pupilIds[0])).toEqual([]);
  });

  it('of a pupil of another school is not found', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    await new Device(network.home, capsuleId, ownPageId, newPage()).sync();
    const params = { capsuleId, pupilId: network.partner.pupilIds[1], ownPageId };
    expect((await network.own.teacher.call(api.readOwnPage, { params })).error?.code).toBe('not_found');
  });

  it('of one who was signed out by another tab is neither given to the next child, nor taken for it', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    const params = { capsuleId, pupilId: network.own.pupilIds[0], ownPageId };
    for (const answer of [
      await network.home.call(api.listOwnPages, { params }),
      await network.home.call(api.syncOwnPage, { params, body: blankPage() }),
      await network.home.call(api.removeOwnPage, { params }),
    ])
      expect(answer.error).toMatchObject({ code: 'unauthenticated', reason: 'somebody_else' });
    expect((await states(capsuleId)).rows).toEqual([]);
  });

  it('answers the closing task', async () => {
    const [capsuleId, page] = [await publish(), newId()];
    await new Device(network.home, capsuleId, page, newPage()).sync();
    const event = { eventId: CatchUpEventId.parse(randomUUID()), at: now, kind: 'task' as const, text: null, page };
    const { progress } = await ok(network.home, sendCatchUpEvents, {
      params: { capsuleId },
      body: { pupilId: pupilId(), events: [event] },
    });
    expect(progress.task).toEqual({ at: now, text: null, page });
    const { classes } = await ok(network.own.teacher, followCatchUps, { params: { capsuleId } });
    expect(classes[0]?.pupils[1]?.task).toEqual({ at: now, text: null, page });
  });
});

describe('what is bounded', () => {
  it('six pages of a capsule; one that was taken away makes room and does not come back', async () => {
    const capsuleId = await publish();
    const ids = Array.from({ length: 6 }, newId);
    for (const id of ids) await new Device(network.home, capsuleId, id, newPage()).sync();
    const one = (ownPageId: OwnPageId) =>
      network.home.call(api.syncOwnPage, { params: { capsuleId, pupilId: pupilId(), ownPageId }, body: blankPage() });
    const seventh = newId();
    expect((await one(seventh)).error).toMatchObject({ code: 'conflict', reason: 'too-many-pages' });
    for (let twice = 0; twice < 2; twice++)
      await ok(network.home, api.removeOwnPage, { params: { capsuleId, pupilId: pupilId(), ownPageId: ids[0]! } });
    expect((await one(ids[0]!)).error).toMatchObject({ code: 'conflict', reason: 'page-removed' });
    expect((await readAs(network.own.teacher, capsuleId, ids[0]!)).error?.code).toBe('not_found');
    expect((await one(seventh)).error).toBeUndefined();
    const { rows } = await states(capsuleId);
    expect(rows.filter(({ state }) => state === null)).toHaveLength(1);
  });

  it('two megabytes of a page', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    const device = new Device(network.home, capsuleId, ownPageId, newPage());
    await device.sync();
    // Texts of 500 letters that do not repeat; in several calls, since one carries no more than three megabytes.
    let error: unknown;
    for (let round = 0; round < 4 && error === undefined; round++) {
      for (let n = 0; n < 1_000; n++) drawOn(device.doc, randomBytes(250).toString('hex'));
      error = await device.sync().then(
        () => undefined,
        ({ message }: Error) => message,
      );
    }
    expect(error).toContain('conflict, The page is full');
  }, 30_000);

  it('rubbish, foreign documents and several pages are refused, and change nothing', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    await new Device(network.home, capsuleId, ownPageId, newPage()).sync();
    const before = await states(capsuleId);
    const foreign = new Y.Doc();
    foreign.getMap('other').set('x', 1);
    const two = newPage();
    two.transact(() => addPage(two));
    const wild = newPage();
    wild.transact(() => pagesOf(wild).set('AAAAAAAAAA', new Y.Map([['meta', { order: 'first' }]])));
    const updates = [
      'not base64!',
      toBase64(new Uint8Array(200).fill(0xff)),
      toBase64(new Uint8Array()),
      ...[foreign, two, wild, new Y.Doc()].map((doc) => toBase64(Y.encodeStateAsUpdate(doc))),
    ];
    const answers = [];
    for (const [n, update] of updates.entries()) {
      // The last, without anything, is none only where there is no page yet.
      const id = n === updates.length - 1 ? newId() : ownPageId;
      const params = { capsuleId, pupilId: pupilId(), ownPageId: id };
      answers.push(
        (await network.home.call(api.syncOwnPage, { params, body: { ...blankPage(), update } })).error?.code,
      );
    }
    expect(answers).toEqual(updates.map(() => 'bad_request'));
    const params = { capsuleId, pupilId: pupilId(), ownPageId };
    const body = { ...blankPage(), vector: toBase64(randomBytes(40)) };
    expect((await network.home.call(api.syncOwnPage, { params, body })).status).toBeLessThan(500);
    expect((await states(capsuleId)).rows.map(({ ownPage }) => ownPage)).toEqual(
      before.rows.map(({ ownPage }) => ownPage),
    );
  });
});

describe('what is gone', () => {
  it('is gone with the capsule at once when it is taken back', async () => {
    const [capsuleId, ownPageId] = [await publish(), newId()];
    await new Device(network.home, capsuleId, ownPageId, newPage()).sync();
    await ok(network.partner.teacher, withdrawCapsule, { params: { capsuleId } });
    expect((await states(capsuleId)).rows).toEqual([]);
    expect((await network.home.call(api.listOwnPages, { params: { capsuleId, pupilId: pupilId() } })).error?.code).toBe(
      'not_found',
    );
    expect((await readAs(network.own.teacher, capsuleId, ownPageId)).error?.code).toBe('not_found');
  });

  it('and with the next turn when its time is over', async () => {
    const [capsuleId, ownPageId] = [await publish(now + 60_000), newId()];
    await new Device(network.home, capsuleId, ownPageId, newPage()).sync();
    now += 61_000;
    expect((await network.home.call(api.listOwnPages, { params: { capsuleId, pupilId: pupilId() } })).error?.code).toBe(
      'not_found',
    );
    await server.services.capsules.sweep();
    await server.services.catchUps.sweep();
    expect((await states(capsuleId)).rows).toEqual([]);
  });

  it('no longer the class’s: not found', async () => {
    const capsuleId = await publish();
    const { code } = await ok(network.partner.teacher, printHomeCode, {
      params: { pupilId: network.partner.pupilIds[1] },
    });
    const stranger = new TestBrowser(server.origin, 'home');
    await ok(stranger, signInAtHome, { body: { code } });
    const params = { capsuleId, pupilId: network.partner.pupilIds[1], ownPageId: newId() };
    expect((await stranger.call(api.syncOwnPage, { params, body: blankPage() })).error?.code).toBe('not_found');
  });
});

async function states(capsuleId: CapsuleId): Promise<{ rows: { ownPage: string; state: unknown }[] }> {
  const rows = await server.database.query<{ ownPage: string; state: unknown }>(
    'SELECT own_page_id AS "ownPage", state FROM own_pages WHERE capsule_id = $1 ORDER BY 1',
    [capsuleId],
  );
  return { rows };
}
