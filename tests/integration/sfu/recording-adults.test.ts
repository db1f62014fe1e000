import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MediaSource } from '@pluriclasse/shared/domain/roles';
import { mediaCodecs } from '@pluriclasse/sfu/codecs';
import { createLog } from '@pluriclasse/sfu/log';
import { monotonic } from '@pluriclasse/sfu/recorder/monotonic';
import { RecorderLink } from '@pluriclasse/sfu/recorder/RecorderLink';
import { RoomRecording } from '@pluriclasse/sfu/recorder/RoomRecording';
import { Stream } from '@pluriclasse/sfu/Stream';
import { createWorker, type types } from 'mediasoup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Beneath all doors: whatever asks for it, a stream that is not an adult's gets no consumer and no transport. */
describe("a child's stream", () => {
  let folder: string;
  let worker: types.Worker;
  let router: types.Router;
  let recorder: RecorderLink;
  let recording: RoomRecording;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
    const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
    worker = await createWorker({ logLevel: 'error', ...(workerBin ? { workerBin } : {}) });
    router = await worker.createRouter({ mediaCodecs });
    const log = createLog('fatal');
    recorder = new RecorderLink(folder, log);
    await recorder.start();
    const home = { router, webRtcServer: undefined as never, worker: worker.pid }; // browsers take no part
    const time = { epoch: Date.now(), zero: monotonic() };
    recording = new RoomRecording(randomUUID(), time, home, recorder, () => undefined, log);
  });
  afterAll(async () => {
    await recording.stop();
    await recorder.close();
    worker.close();
    await rm(folder, { recursive: true, force: true });
  });

  let ssrc = 1;
  const send = async (peerKey: string, source: MediaSource, adult: boolean): Promise<Stream> => {
    const sound = source === 'microphone' || source === 'screen-audio';
    const codec = sound
      ? { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }
      : { mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 };
    const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
    const transport = await router.createPlainTransport({ listenInfo, comedia: true });
    const rtpParameters = { codecs: [codec], encodings: [{ ssrc: (ssrc += 1) }], rtcp: { cname: peerKey } };
    const order = { source, kind: sound ? 'audio' : 'video', rtpParameters, paused: false } as const;
    return Stream.create(transport, order, { peerKey, source, adult, earshotKey: undefined });
  };

  it('never gets a consumer, and an adult’s beside it does', async () => {
    const sources = ['microphone', 'camera', 'document', 'screen', 'screen-audio'] as const;
    const children = await Promise.all(
      ['kit', 'home'].flatMap((peerKey) => sources.map((source) => send(peerKey, source, false))),
    );
    const adults = await Promise.all(sources.map((source) => send('desk', source, true)));
    const transports = (await router.dump()).transportIds.length;
    for (const stream of [...children, ...adults, ...children]) await recording.add(stream);
    const dump = await router.dump();
    const consumersOf = ({ id }: Stream) =>
      dump.mapProducerIdConsumerIds.find(({ key }) => key === id)?.values.length ?? 0;
    expect(children.map(consumersOf)).toEqual(children.map(() => 0));
    expect(adults.map(consumersOf)).toEqual(adults.map(() => 1));
    // One for the only adult.
    expect(dump.transportIds.length).toBe(transports + 1);
    await recording.stop();
    expect((await router.dump()).transportIds.length).toBe(transports);
    expect(await readdir(folder)).toEqual([]);
  });
});
