import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingListener } from '../../support/sfu/RecordingListener.ts';
import { SfuNode } from '../../support/sfu/SfuNode.ts';
import { firstFrame, hearTone, StripeSource, ToneSource } from '../../support/sfu/sources.ts';
import { WrtcPeer } from '../../support/sfu/WrtcPeer.ts';

describe('media through a node', () => {
  let node: SfuNode;
  beforeAll(async () => {
    node = await SfuNode.create();
  });
  afterAll(() => node.close());

  it('carries sound and pictures to those who are there and to those who come', async () => {
    const listener = new RecordingListener();
    const room = await node.pool.openRoom('lesson', listener);
    const offer = node.pool.offer();
    const tone = new ToneSource(620);
    const stripes = new StripeSource();
    const early = await WrtcPeer.create(room, offer, { peerKey: 'early' });
    const desk = await WrtcPeer.create(room, offer, { peerKey: 'desk' });
    expect(desk.opened.consumers).toEqual([]);
    await desk.produce('microphone', { track: tone.track });
    await desk.produce('camera', { track: stripes.track });

    const isFor = (peerKey: string, kind: string) => (fact: { peerKey: string; consumer: { kind: string } }) =>
      fact.peerKey === peerKey && fact.consumer.kind === kind;
    const [sound] = await listener.first('consumerAdded', isFor('early', 'audio'));
    const [picture] = await listener.first('consumerAdded', isFor('early', 'video'));
    await hearTone((await early.consume(sound.consumer)).track, 620);
    expect(await firstFrame((await early.consume(picture.consumer)).track)).toMatchObject({ width: 640, height: 360 });
    expect((await listener.first('speaking', ({ speakers }) => speakers.length > 0))[0].speakers[0]?.peerKey).toBe(
      'desk',
    );

    const late = await WrtcPeer.create(room, offer, { peerKey: 'late' });
    expect(late.opened.consumers.map(({ source, from }) => `${from} ${source}`).toSorted()).toEqual([
      'desk camera',
      'desk microphone',
    ]);
    const consumers = await Promise.all(late.opened.consumers.map((info) => late.consume(info)));
    await Promise.all(
      consumers.map(({ kind, track }) => (kind === 'audio' ? hearTone(track, 620) : firstFrame(track))),
    );

    for (const peer of [early, desk, late]) peer.close();
    tone.close();
    stripes.close();
    await room.close();
  });

  it('sends pictures to those alone who show them', async () => {
    const listener = new RecordingListener();
    const room = await node.pool.openRoom('shows', listener);
    const offer = node.pool.offer();
    const stripes = new StripeSource();
    const kit = await WrtcPeer.create(room, offer, { peerKey: 'kit' });
    await kit.produce('camera', { track: stripes.track });
    const seat = await WrtcPeer.create(room, offer, { peerKey: 'seat', maySend: [] });
    const [info] = seat.opened.consumers;
    if (info === undefined) throw new Error('Nothing to receive');
    const { track } = await seat.consume(info);
    await firstFrame(track); // the node's guess of what a fresh seat shows
    const flowing = async () =>
      /^pluriclasse_sfu_consumers\{kind="video",state="(\w+)".*\} 1$/m.exec(await node.read('/metrics'))?.[1];
    await expect.poll(flowing).toBe('flowing');

    await room.setView({ peerKey: 'seat', tiles: [] });
    await expect.poll(flowing).toBe('paused');
    const tile = { from: 'kit', source: 'camera', width: 640, height: 360, stage: true } as const;
    await room.setView({ peerKey: 'seat', tiles: [tile] });
    await expect.poll(flowing).toBe('flowing');
    await firstFrame(track);

    await room.setReceiveLevel({ peerKey: 'seat', level: 'sound' });
    await expect.poll(flowing).toBe('paused');
    await room.setReceiveLevel({ peerKey: 'seat', level: 'all' });
    const [told] = await listener.first('levelChanged', ({ chosen }) => chosen === 'all');
    expect(told).toEqual({ peerKey: 'seat', chosen: 'all', actual: 'all', stopSending: [] });
    await firstFrame(track);

    await room.pauseProducer({ peerKey: 'kit', source: 'camera' });
    expect((await listener.first('consumerChanged'))[0]).toMatchObject({ peerKey: 'seat', producerPaused: true });
    await room.resumeProducer({ peerKey: 'kit', source: 'camera' });
    await listener.first('consumerChanged', ({ producerPaused }) => !producerPaused);
    await room.closeProducer({ peerKey: 'kit', source: 'camera' });
    expect((await listener.first('consumerClosed'))[0]).toEqual({ peerKey: 'seat', consumerId: info.consumerId });
    for (const peer of [kit, seat]) peer.close();
    stripes.close();
    await room.close();
  });
});
