import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { mediaCodecs } from '@pluriclasse/sfu/codecs';
import { Stream } from '@pluriclasse/sfu/Stream';
import { createWorker, type types } from 'mediasoup';
import type { SendOrder } from './senderProcess.ts';

const script = fileURLToPath(new URL('senderProcess.ts', import.meta.url));

/** A real worker that some cameras send to, each an adult's stream, as a room of ours has them. */
export class Source {
  readonly worker: types.Worker;
  readonly router: types.Router;
  readonly streams: readonly Stream[];
  readonly #sender: ChildProcess;

  private constructor(worker: types.Worker, router: types.Router, streams: readonly Stream[], sender: ChildProcess) {
    this.worker = worker;
    this.router = router;
    this.streams = streams;
    this.#sender = sender;
  }

  static async create(tracks: number): Promise<Source> {
    const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
    const worker = await createWorker({ logLevel: 'error', ...(workerBin ? { workerBin } : {}) });
    const router = await worker.createRouter({ mediaCodecs });
    const targets: SendOrder['targets'] = [];
    const streams: Stream[] = [];
    for (let n = 0; n < tracks; n += 1) {
      const transport = await router.createPlainTransport({
        listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
        comedia: true,
      });
      const ssrc = 1_000 + n;
      const rtpParameters = {
        codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000, parameters: {}, rtcpFeedback: [] }],
        encodings: [{ ssrc }],
        rtcp: { cname: `camera-${n}` },
      };
      const tag = { peerKey: `desk-${n}`, source: 'camera', adult: true, earshotKey: undefined } as const;
      streams.push(
        await Stream.create(transport, { source: 'camera', kind: 'video', rtpParameters, paused: false }, tag),
      );
      targets.push({ port: transport.tuple.localPort, ssrc });
    }
    const sender = fork(script, { execArgv: ['--conditions=source'] });
    await once(sender, 'message');
    sender.send({ targets } satisfies SendOrder);
    return new Source(worker, router, streams, sender);
  }

  close(): void {
    this.#sender.disconnect();
    this.worker.close();
  }
}
