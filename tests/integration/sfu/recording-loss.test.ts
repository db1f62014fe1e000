import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LossyRelay } from '../../support/media/LossyRelay.ts';
import { ClapSource, findClaps } from '../../support/recording/ClapSource.ts';
import { readTracks } from '../../support/recording/readTracks.ts';
import { RecordedRoom } from '../../support/sfu/RecordedRoom.ts';
import { SfuNode } from '../../support/sfu/SfuNode.ts';
import { WrtcPeer, type PeerRoom } from '../../support/sfu/WrtcPeer.ts';

const CLAPS = Number(process.env['CLAPS'] ?? 22);

describe('a recording over a link that loses every tenth packet and shuffles the rest', () => {
  let folder: string;
  let node: SfuNode;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
    node = await SfuNode.create({ RECORDINGS_DIR: folder });
  });
  afterAll(async () => {
    await node.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it(
    'keeps sound and picture together',
    async () => {
      const room = await RecordedRoom.create(node.url);
      const relays: LossyRelay[] = [];
      const lossy: PeerRoom = {
        ...room.link,
        openPeer: async (order) => {
          const opened = await room.link.openPeer(order);
          const udp = opened.send?.iceCandidates.find(({ protocol }) => protocol === 'udp');
          if (opened.send === null || udp === undefined) throw new Error('No way to send');
          const relay = await LossyRelay.create(Number(udp['port']), { loss: 0.1, jitter: 30 });
          relays.push(relay);
          return { ...opened, send: { ...opened.send, iceCandidates: [{ ...udp, port: relay.port }] } };
        },
      };
      const desk = await WrtcPeer.create(lossy, await room.offer(), { peerKey: 'desk' });
      const claps = new ClapSource();
      await desk.produce('microphone', { track: claps.sound });
      await desk.produce('camera', { track: claps.picture });
      await room.record();
      await room.first(({ header }) => header.source === 'camera');
      await claps.clapped(CLAPS);
      await room.stop();
      desk.close();
      claps.close();
      room.close();
      for (const relay of relays) relay.close();

      const lost = relays.reduce((sum, relay) => sum + relay.lost, 0);
      expect(lost).toBeGreaterThan(100);
      const tracks = await readTracks(path.join(folder, room.recordingKey));
      const framesOf = (source: string) => tracks.find(({ header }) => header.source === source)?.frames ?? [];
      const [sound, picture] = [framesOf('microphone'), framesOf('camera')];
      for (const { frames } of tracks) expect(frames.every(({ at }, n) => at >= (frames[n - 1]?.at ?? 0))).toBe(true);
      // Silence is a packet each 400 ms.
      const heard = findClaps(sound, 50, 450);
      const seen = findClaps(picture, 500, 100);
      const pairs = heard.flatMap((at) =>
        seen.filter((other) => Math.abs(other - at) < 400).map((other) => other - at),
      );
      console.log(
        `${lost} packets lost; claps heard ${heard.length}, seen ${seen.length}; picture after sound, ms: ${pairs.join(' ')}`,
      );
      expect(heard.length).toBeGreaterThan(CLAPS * 0.6);
      expect(pairs.length).toBeGreaterThan(CLAPS * 0.3);
      const third = Math.max(3, Math.floor(pairs.length / 3));
      const middle = (values: readonly number[]) =>
        values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
      const [start, end] = [middle(pairs.slice(0, third)), middle(pairs.slice(-third))];
      expect(Math.abs(start)).toBeLessThan(80);
      expect(Math.abs(end)).toBeLessThan(80);
    },
    (CLAPS + 30) * 1_000,
  );
});
