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
});
