/** WebRTC endpoints in a process of their own, so that their CPU is not the SFU's. Arguments: dialect, url. */
import { NoiseSource, ToneSource } from '../../../support/sfu/sources.ts';
import { ControlEndpoint, openControlDoor, sendByControl } from './ControlEndpoint.ts';
import { countPackets, joinAll, type Endpoint } from './Endpoint.ts';
import { JanusClient } from './JanusClient.ts';
import { JanusEndpoint, sendByJanus } from './JanusEndpoint.ts';
import type { CrowdAnswer, CrowdOrder, Dialect } from './messages.ts';

/** Enough packets to measure, few enough pictures that twenty receivers decode them beside the SFU. */
const CAMERA_BITS = 1_500_000;

const [dialect, url = ''] = process.argv.slice(2) as [Dialect, string?]; // our own parent's
const endpoints: Endpoint[] = [];
const tell = (answer: CrowdAnswer) => process.send?.(answer);

const door =
  dialect === 'control'
    ? await openControlDoor(url).then((opened) => ({
        create: (key: string): Endpoint => new ControlEndpoint(opened, key),
        send: (camera: MediaStreamTrack, sound: MediaStreamTrack) =>
          sendByControl(opened, camera, [sound], CAMERA_BITS),
      }))
    : await JanusClient.create(url).then((client) => ({
        create: (): Endpoint => new JanusEndpoint(client, 1),
        send: (camera: MediaStreamTrack, sound: MediaStreamTrack) => sendByJanus(client, camera, sound, CAMERA_BITS),
      }));

async function obey(order: CrowdOrder): Promise<CrowdAnswer> {
  switch (order.order) {
    case 'send':
      await door.send(new NoiseSource().track, new ToneSource(440).track);
      return { answer: 'sending' };
    case 'subscribe':
      return {
        answer: 'subscribed',
        ...(await joinAll(endpoints, order.count, (place) => door.create(`seat-${place}`))),
      };
    case 'count':
      return { answer: 'counted', packets: await countPackets(endpoints) };
  }
}

process.on('message', (order: CrowdOrder) => {
  obey(order).then(tell, (error: unknown) => tell({ answer: 'failed', reason: String(error) }));
});
process.once('disconnect', () => process.exit(0));
tell({ answer: 'ready' });
