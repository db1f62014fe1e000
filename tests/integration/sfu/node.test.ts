import { createServer } from 'node:net';
import { once } from 'node:events';
import { SfuPool } from '@pluriclasse/server/media/SfuPool';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/lib/freePort.mjs';
import { RecordingListener } from '../../support/sfu/RecordingListener.ts';
import { CuttableRelay } from '../../support/sfu/CuttableRelay.ts';
import { forkNode, secret, SfuNode } from '../../support/sfu/SfuNode.ts';
import { StripeSource, ToneSource } from '../../support/sfu/sources.ts';
import { WrtcPeer } from '../../support/sfu/WrtcPeer.ts';

const code = (code: string): unknown => expect.objectContaining({ code });
const saying = (part: string): unknown => expect.stringContaining(part);

describe('an sfu node', () => {
  let node: SfuNode;
  beforeAll(async () => {
    node = await SfuNode.create();
  });
  afterAll(() => node.close());

  it('refuses what a peer may not send', async () => {
    const room = await node.pool.openRoom('refuses', new RecordingListener());
    const offer = node.pool.offer();
    const desk = await WrtcPeer.create(room, offer, { peerKey: 'desk' });
    const stripes = new StripeSource();
    const { rtpParameters: camera } = await desk.produce('camera', { track: stripes.track });
    const rtpParameters = { ...camera };

    const companion = await WrtcPeer.create(room, offer, { peerKey: 'companion', maySend: [], adult: false });
    expect(companion.opened.send).toBeNull();
    const send = (peerKey: string, source: 'camera' | 'microphone' | 'document', kind: 'audio' | 'video') =>
      room.openProducer({ peerKey, source, kind, rtpParameters, paused: false });
    await expect(send('companion', 'microphone', 'audio')).rejects.toEqual(code('forbidden'));
    await expect(send('companion', 'camera', 'video')).rejects.toEqual(code('forbidden'));
    await expect(send('desk', 'document', 'video')).rejects.toEqual(code('forbidden'));
    await expect(send('desk', 'microphone', 'video')).rejects.toEqual(code('bad_request'));
    await expect(send('desk', 'camera', 'audio')).rejects.toEqual(code('bad_request'));
    await expect(send('nobody', 'camera', 'video')).rejects.toEqual(code('not_found'));
    const broken = { peerKey: 'desk', source: 'camera', kind: 'video', paused: false } as const;
    await expect(room.openProducer({ ...broken, rtpParameters: { codecs: 7 } })).rejects.toEqual(code('bad_request'));
    const huge = { ...rtpParameters, mid: 'x'.repeat(70_000) };
    await expect(room.openProducer({ ...broken, rtpParameters: huge })).rejects.toEqual(code('bad_request'));
    stripes.close();
    desk.close();
    await room.close();
    await expect(send('desk', 'camera', 'video')).rejects.toEqual(code('not_found'));
  });

  it('gives no sound to peers in the same room, nor to those who play none', async () => {
    const listener = new RecordingListener();
    const room = await node.pool.openRoom('earshot', listener);
    const offer = node.pool.offer();
    const open = (peerKey: string, order: object) => WrtcPeer.create(room, offer, { peerKey, ...order });
    const kit = await open('kit', { earshotKey: 'classroom' });
    await open('desk', { earshotKey: 'classroom' });
    await open('tablet', { hears: false });
    await open('home', {});
    const tone = new ToneSource(500);
    await kit.produce('microphone', { track: tone.track });
    await listener.first('consumerAdded', ({ peerKey }) => peerKey === 'home');
    const late = await open('late-desk', { earshotKey: 'classroom' });
    expect(late.opened.consumers).toEqual([]);
    expect(listener.told('consumerAdded').map(([{ peerKey }]) => peerKey)).toEqual(['home']);
    tone.close();
    kit.close();
    await room.close();
  });

  it('offers UDP and TCP candidates, and new ICE parameters on a restart', async () => {
    const room = await node.pool.openRoom('ice', new RecordingListener());
    const { opened } = await WrtcPeer.create(room, node.pool.offer(), { peerKey: 'desk' });
    expect(opened.receive.iceCandidates.map(({ protocol }) => protocol)).toEqual(['udp', 'tcp']);
    const { transportId, iceParameters } = opened.receive;
    const renewed = await room.restartIce({ peerKey: 'desk', transportId });
    expect(renewed.iceParameters.usernameFragment).not.toBe(iceParameters.usernameFragment);
    await room.close();
  });

  it('connects both transports with the join when it carries the fingerprints', async () => {
    const room = await node.pool.openRoom('early', new RecordingListener());
    const value = Array.from({ length: 32 }, () => 'AB').join(':');
    const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256' as const, value }] };
    const order = { peerKey: 'desk', sendDtls: dtlsParameters, receiveDtls: dtlsParameters };
    const { opened } = await WrtcPeer.create(room, node.pool.offer(), order);
    for (const transport of [opened.send, opened.receive]) {
      if (transport === null) throw new Error('No transport');
      const again = room.connect({ peerKey: 'desk', transportId: transport.transportId, dtlsParameters });
      await expect(again).rejects.toEqual(code('conflict'));
    }
    await room.close();
  });

  it('keeps its rooms through a short cut of the link', async () => {
    const relay = await CuttableRelay.create(Number(new URL(node.url).port));
    const pool = new SfuPool([{ url: relay.url, secret }], { info() {}, warn() {} });
    await pool.ready;
    const listener = new RecordingListener();
    const room = await pool.openRoom('cut', listener);
    const desk = await WrtcPeer.create(room, pool.offer(), { peerKey: 'desk' });
    await WrtcPeer.create(room, pool.offer(), { peerKey: 'seat' });
    const tone = new ToneSource(500);
    const sending = desk.produce('microphone', { track: tone.track });
    await listener.first('consumerAdded');
    await sending;
    relay.cut();
    await expect.poll(() => pool.connected, { timeout: 10_000 }).toBe(false);
    await expect.poll(() => pool.connected, { timeout: 10_000 }).toBe(true);
    await room.closeProducer({ peerKey: 'desk', source: 'microphone' });
    await listener.first('consumerClosed');
    expect(listener.told('lost')).toEqual([]);
    tone.close();
    desk.close();
    await room.close();
    pool.close();
    await relay.close();
  });

  it('forgets a peer that was closed while it was opened', async () => {
    const room = await node.pool.openRoom('race', new RecordingListener());
    const opening = WrtcPeer.create(room, node.pool.offer(), { peerKey: 'desk' });
    opening.catch(() => undefined);
    // The order is on its way before this one, since `create` has loaded the device by then.
    const closing = Promise.resolve().then(() => room.closePeer({ peerKey: 'desk' }));
    await closing;
    await opening.then(
      () => room.closePeer({ peerKey: 'desk' }),
      (error: unknown) => expect(error).toEqual(code('not_found')),
    );
    await expect(room.setView({ peerKey: 'desk', tiles: [] })).rejects.toEqual(code('not_found'));
    await room.close();
  });

  it('loses its rooms with a worker, and opens the next one on a new worker', async () => {
    const listener = new RecordingListener();
    const room = await node.pool.openRoom('lost', listener);
    await WrtcPeer.create(room, node.pool.offer(), { peerKey: 'desk' });
    const [pid] = await node.workerPids();
    if (pid === undefined) throw new Error('The node named no worker');
    process.kill(pid, 'SIGKILL');
    await listener.first('lost');
    expect(room.closed).toBe(true);
    await expect(room.setView({ peerKey: 'desk', tiles: [] })).rejects.toEqual(code('not_found'));

    await expect.poll(() => node.read('/readyz'), { timeout: 10_000 }).toBe('ready\n');
    const next = await node.pool.openRoom('lost', new RecordingListener());
    const desk = await WrtcPeer.create(next, node.pool.offer(), { peerKey: 'desk' });
    expect(desk.opened.receive.iceCandidates).toHaveLength(2);
    expect(await node.workerPids()).not.toContain(pid);
    await next.close();
  });

  it('lets in nobody without the secret', async () => {
    const socket = io(node.url, { transports: ['websocket'], auth: { secret: 'a guess' }, reconnection: false });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toBe('unauthenticated');
    socket.close();
  });

  it('answers for its health and its figures', async () => {
    const room = await node.pool.openRoom('figures', new RecordingListener());
    await WrtcPeer.create(room, node.pool.offer(), { peerKey: 'desk' });
    expect(await node.read('/healthz')).toBe('ok\n');
    const figures = await node.read('/metrics');
    expect(figures).toContain('pluriclasse_sfu_rooms 1');
    expect(figures).toContain('pluriclasse_sfu_transports 2');
    expect(figures).toMatch(/pluriclasse_sfu_worker_cpu_seconds_total\{worker="0",pid="\d+"\} \d/);
    await room.close();
  });
});

describe('a node that goes', () => {
  it('takes its rooms with it', async () => {
    const SFU_PORT = String(await freePort());
    const node = await SfuNode.create({ SFU_PORT });
    const listener = new RecordingListener();
    const room = await node.pool.openRoom('lesson', listener);
    node.child.kill('SIGKILL');
    await once(node.child, 'exit');
    await expect.poll(() => node.pool.connected, { timeout: 10_000 }).toBe(false);
    await expect(node.pool.openRoom('other', new RecordingListener())).rejects.toEqual(code('unavailable'));
    await expect(room.setView({ peerKey: 'desk', tiles: [] })).rejects.toEqual(code('unavailable'));
    // Another node at the same place is not the one that had the room.
    const { child } = await forkNode({ SFU_PORT, SFU_WORKERS: '1', MEDIA_PORT: '0' });
    await listener.first('lost');
    expect(room.closed).toBe(true);
    node.pool.close();
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  });
});

describe('a node that can not start', () => {
  const failure = async (env: Record<string, string>) => {
    const { child, message } = await forkNode(env);
    if (child.exitCode === null) await once(child, 'exit');
    return message;
  };

  it('says in one sentence why', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number }; // a TCP server's address
    expect(await failure({ SFU_WORKERS: '1', MEDIA_PORT: String(port) })).toEqual({
      type: 'failed',
      message: `The media port ${port} is taken: set MEDIA_PORT to a free one, or stop what uses it.`,
    });
    taken.close();
    expect(await failure({ MEDIASOUP_WORKER_BIN: '/nowhere/worker' })).toMatchObject({
      type: 'failed',
      message: saying('/nowhere/worker is missing'),
    });
    expect(await failure({ SFU_SECRET: 'short' })).toMatchObject({ message: saying('SFU_SECRET') });
  });
});

describe('a pool without nodes', () => {
  it('offers nothing', async () => {
    const pool = new SfuPool([], { info() {}, warn() {} });
    expect(() => pool.offer()).toThrow(code('unavailable') as Error);
    await expect(pool.openRoom('lesson', new RecordingListener())).rejects.toEqual(code('unavailable'));
  });
});
