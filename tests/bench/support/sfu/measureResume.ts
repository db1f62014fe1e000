import { setTimeout as wait } from 'node:timers/promises';
import { RecordingListener } from '../../../support/sfu/RecordingListener.ts';
import { SfuNode } from '../../../support/sfu/SfuNode.ts';
import { firstFrame, StripeSource } from '../../../support/sfu/sources.ts';
import { WrtcPeer } from '../../../support/sfu/WrtcPeer.ts';

/** Longer than the frames that are still on their way, or decoded ahead. */
const HIDDEN = 700;

/** Milliseconds from "shown again" at the server to the first decoded frame, `times` times. */
export async function measureResume(times: number): Promise<number[]> {
  const node = await SfuNode.create();
  const stripes = new StripeSource();
  try {
    const room = await node.pool.openRoom('resume', new RecordingListener());
    const offer = node.pool.offer();
    const kit = await WrtcPeer.create(room, offer, { peerKey: 'kit' });
    const encodings = ['l', 'm', 'h'].map((rid, layer) => ({
      rid,
      scaleResolutionDownBy: 4 / 2 ** layer,
      maxBitrate: 150_000 * 3 ** layer,
    }));
    await kit.produce('camera', { track: stripes.track, encodings });
    const seat = await WrtcPeer.create(room, offer, { peerKey: 'seat', maySend: [] });
    const [info] = seat.opened.consumers;
    if (info === undefined) throw new Error('Nothing to receive');
    const { track } = await seat.consume(info);
    await firstFrame(track);
    const tile = { from: 'kit', source: 'camera', width: 640, height: 360, stage: true } as const;
    const waits: number[] = [];
    for (let time = 0; time < times; time += 1) {
      await room.setView({ peerKey: 'seat', tiles: [] });
      await wait(HIDDEN);
      const began = performance.now();
      const framed = firstFrame(track);
      await room.setView({ peerKey: 'seat', tiles: [tile] });
      await framed;
      waits.push(performance.now() - began);
      await wait(HIDDEN);
    }
    kit.close();
    seat.close();
    return waits;
  } finally {
    stripes.close();
    await node.close();
  }
}
