import { speedMost, speedPath } from '@pluriclasse/shared/api/speed';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, type TestNetwork } from '../support/server/network.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { startTestServer, type TestServer } from '../support/server/testServer.ts';

let server: TestServer;
let network: TestNetwork;
beforeAll(async () => {
  server = await startTestServer();
  network = await buildNetwork(server);
});
afterAll(() => server.close());

const staff = { [speakingAsHeader]: 'staff' };
const down = (browser: TestBrowser, bytes: unknown, headers: Record<string, string> = staff) =>
  browser.fetch(`${speedPath}?bytes=${String(bytes)}`, { headers });
const up = (browser: TestBrowser, bytes: number, headers: Record<string, string> = staff) =>
  browser.fetch(speedPath, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });

describe('measuring the way to the server', () => {
  it('gives and takes as many bytes as a signed-in browser asks for', async () => {
    const answer = await down(network.own.teacher, 65_536);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await answer.arrayBuffer()).byteLength).toBe(65_536);
    expect((await up(network.own.teacher, speedMost)).status).toBe(200);
  });

  it('refuses who is not signed in, and pages that can not say as whom they ask', async () => {
    const nobody = new TestBrowser(server.origin);
    expect((await down(nobody, 1000)).status).toBe(401);
    expect((await up(nobody, 1000)).status).toBe(401);
    expect((await down(network.own.teacher, 1000, {})).status).toBe(400);
  });

  it.each([0, speedMost + 1, 'many', 1.5])('refuses %s bytes', async (bytes) => {
    expect((await down(network.own.teacher, bytes)).status).toBe(400);
  });

  it('refuses to take more than it would give', async () => {
    expect((await up(network.own.teacher, speedMost + 1)).ok).toBe(false);
  });
});
