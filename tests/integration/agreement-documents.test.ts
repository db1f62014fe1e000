import * as api from '@pluriclasse/shared/api/agreements';
import type { AgreementId } from '@pluriclasse/shared/ids';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { jpeg, pdf } from '../support/files.ts';
import { buildNetwork, ok, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer({}, { now: () => Date.UTC(2026, 9, 5, 8) });
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const school = (which: 'own' | 'partner' | 'other') => network[which].schoolId;
const propose = async () => {
  const schools = (['own', 'partner'] as const).map((which) => ({ schoolId: school(which), needs: ['head'] }));
  const body = { title: 'Villages', note: '', from: '2026-09-14', to: '2027-06-30', schools };
  const { agreementId } = await ok(network.coordinator, api.createAgreement, { body });
  return ok(network.coordinator, api.proposeAgreement, { params: { agreementId } });
};

describe('documents', () => {
  let agreementId: AgreementId;
  beforeAll(async () => {
    agreementId = (await propose()).agreementId;
  });
  const upload = async (by: TestBrowser, bytes: Buffer, query: Record<string, string>, more: object = {}) => {
    const address = `/api/agreements/${agreementId}/documents?${new URLSearchParams(query).toString()}`;
    const headers = { [speakingAsHeader]: by.as, 'content-type': 'application/octet-stream', ...more };
    const answer = await by.fetch(address, { method: 'POST', headers, body: new Uint8Array(bytes) });
    const body = (await answer.json()) as { code?: string; reason?: string }; // an agreement or an error
    return { status: answer.status, body, documents: () => api.Agreement.parse(body).documents };
  };
  const download = (by: TestBrowser, documentId: string) =>
    by.fetch(`/api/agreements/${agreementId}/documents/${documentId}/content`);

  it('are put in by a head for the own school and by coordinators for all, and read by whoever reads the agreement', async () => {
    const mine = await upload(network.own.head, pdf(), { name: '../Delibera n° 4: «sì»', schoolId: school('own') });
    const [document] = mine.documents();
    expect(document).toMatchObject({
      name: 'Delibera n° 4_ «sì».pdf',
      type: 'application/pdf',
      schoolId: school('own'),
    });
    const joint = await upload(network.coordinator, jpeg({ comment: 'secret' }), { name: 'scan.jpeg' });
    const scanned = joint.documents().find(({ name }) => name === 'scan.jpeg')!;
    expect(scanned).toMatchObject({ type: 'image/jpeg', schoolId: null });

    const { documentId } = document!;
    const everybody: [TestBrowser, number][] = [
      [network.own.teacher, 200],
      [network.partner.teacher, 200],
      [network.coordinator, 200],
      [network.admin, 200],
      [network.other.teacher, 404],
      [network.kit, 401],
      [network.home, 401],
      [new TestBrowser(server.origin), 401],
    ];
    for (const [browser, status] of everybody) expect((await download(browser, documentId)).status).toBe(status);
    const answer = await download(network.partner.teacher, documentId);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf())).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': expect.stringMatching(
        /^attachment; filename="Delibera[^"]*"; filename\*=UTF-8''Delibera%20n%C2%B0%204_%20%C2%ABs%C3%AC%C2%BB\.pdf$/,
      ) as string,
    });
    const scan = await download(network.own.head, scanned.documentId);
    expect(Buffer.from(await scan.arrayBuffer()).toString('latin1')).not.toContain('secret');
  });

  it('are refused to whoever may not, before their bytes are looked at', async () => {
    const tries: [TestBrowser, Record<string, string>, number][] = [
      [network.own.teacher, { schoolId: school('own') }, 403],
      [network.own.head, { schoolId: school('partner') }, 403],
      [network.own.head, {}, 403],
      [network.coordinator, { schoolId: school('own') }, 403],
      [network.other.head, { schoolId: school('other') }, 404],
      [new TestBrowser(server.origin), {}, 401],
    ];
    for (const [browser, query, status] of tries)
      expect((await upload(browser, Buffer.from('<html>'), { name: 'x', ...query })).status).toBe(status);
  });

  it('are refused when they are no document, are too large, or come as something else', async () => {
    const { head } = network.own;
    const query = { name: 'Delibera.pdf', schoolId: school('own') };
    const html = await upload(head, Buffer.from('<!doctype html><script>'), query);
    expect([html.status, html.body]).toMatchObject([400, { reason: 'file_type' }]);
    expect((await upload(head, Buffer.alloc(0), query)).body).toMatchObject({ reason: 'file_empty' });
    expect((await upload(head, Buffer.alloc(api.documentUpload.most + 1), query)).status).toBe(413);
    expect((await upload(head, pdf(), query, { 'content-type': 'application/json' })).status).toBe(415);
    expect((await upload(head, pdf(), query, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await upload(head, pdf(), { ...query, name: '' })).status).toBe(400);
    expect((await upload(head, pdf(), query, { [speakingAsHeader]: 'admin' })).status).toBe(400);
  });

  it('that are kept stay, also when what came of it can not be shown', async () => {
    const { head } = network.own;
    const query = { name: 'kept.pdf', schoolId: school('own') };
    const show = vi.spyOn(server.services.agreements, 'read').mockRejectedValueOnce(new Error('Cut off'));
    expect((await upload(head, pdf(), query)).status).toBe(500);
    show.mockRestore();
    const { documents } = await ok(head, api.readAgreement, { params: { agreementId } });
    const documentId = documents.find(({ name }) => name === 'kept.pdf')?.documentId ?? '';
    expect((await download(head, documentId)).status).toBe(200);
    // What was not kept leaves no file behind.
    const files = async () => (await readdir(path.join(server.dataDir, 'files'), { recursive: true })).length;
    const before = await files();
    const step = vi.spyOn(server.services.agreements, 'step').mockRejectedValueOnce(new Error('Cut off'));
    expect((await upload(head, pdf(), query)).status).toBe(500);
    step.mockRestore();
    expect(await files()).toBe(before);
  });

  it('go with their bytes when they are taken out', async () => {
    const { head } = network.own;
    const added = await upload(head, pdf(), { name: 'wrong.pdf', schoolId: school('own') });
    const { documentId } = added.documents().find(({ name }) => name === 'wrong.pdf')!;
    const params = { agreementId, documentId };
    expect((await network.partner.head.call(api.deleteDocument, { params })).error?.code).toBe('forbidden');
    const after = await ok(head, api.deleteDocument, { params });
    expect(after.documents.map((one) => one.documentId)).not.toContain(documentId);
    expect((await download(head, documentId)).status).toBe(404);
    const stored = await server.database.query('SELECT id FROM agreement_documents WHERE id = $1', [documentId]);
    expect(stored).toEqual([]);
  });
});
