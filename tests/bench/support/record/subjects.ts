import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RecorderLink } from '@pluriclasse/sfu/recorder/RecorderLink';
import { RoomRecording } from '@pluriclasse/sfu/recorder/RoomRecording';
import { monotonic } from '@pluriclasse/sfu/recorder/monotonic';
import { createLog } from '@pluriclasse/sfu/log';
import type { types } from 'mediasoup';
import type { Source } from './Source.ts';

/** Something that records the source's first tracks. */
export interface Running {
  readonly pids: readonly number[];
  /** Bytes written so far. */
  written(): Promise<number>;
  stop(): Promise<void>;
}

export type SubjectName = 'ours' | 'copy' | 'transcode';

export function start(name: SubjectName, source: Source, tracks: number, folder: string): Promise<Running> {
  if (name === 'ours') return startOurs(source, tracks, folder);
  return startFfmpeg(source, tracks, folder, name === 'copy' ? ['-c', 'copy'] : transcoding);
}

/** As a call's own encoder works: in real time, and as quickly as it can. */
const transcoding = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1500k'];

async function startOurs({ router, streams, worker }: Source, tracks: number, folder: string): Promise<Running> {
  const log = createLog('error');
  const link = new RecorderLink(folder, log);
  await link.start();
  const key = randomUUID();
  const time = { epoch: Date.now(), zero: monotonic() };
  // The sockets of browsers are no part of it.
  const home = { router, webRtcServer: undefined as never, worker: worker.pid };
  const recording = new RoomRecording(key, time, home, link, () => undefined, log);
  await Promise.all(streams.slice(0, tracks).map((stream) => recording.add(stream)));
  return {
    pids: link.pid === undefined ? [] : [link.pid],
    written: async () => (await folderSize(path.join(folder, key))) ?? 0,
    stop: async () => {
      await recording.stop();
      await link.close();
    },
  };
}

let nextPort = 42_000;

async function startFfmpeg(
  { router, streams }: Source,
  tracks: number,
  folder: string,
  output: readonly string[],
): Promise<Running> {
  const runs = path.join(folder, randomUUID());
  await mkdir(runs, { recursive: true });
  const children: ChildProcess[] = [];
  const transports: types.PlainTransport[] = [];
  for (const [n, stream] of streams.slice(0, tracks).entries()) {
    const port = (nextPort += 2);
    const sdp = path.join(runs, `${n}.sdp`);
    const transport = await router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
      rtcpMux: false,
    });
    transports.push(transport);
    const consumer = await transport.consume({
      producerId: stream.id,
      rtpCapabilities: router.rtpCapabilities,
      paused: true,
    });
    const type = consumer.rtpParameters.codecs[0]?.payloadType ?? 0;
    const lines = [
      'v=0',
      'o=- 0 0 IN IP4 127.0.0.1',
      's=-',
      'c=IN IP4 127.0.0.1',
      't=0 0',
      `m=video ${port} RTP/AVP ${type}`,
      `a=rtpmap:${type} VP8/90000`,
    ];
    await writeFile(sdp, `${lines.join('\r\n')}\r\n`);
    const input = ['-v', 'error', '-protocol_whitelist', 'file,udp,rtp', '-i', sdp];
    const child = spawn('ffmpeg', [...input, ...output, '-y', path.join(runs, `${n}.webm`)], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    children.push(child);
    await transport.connect({ ip: '127.0.0.1', port, rtcpPort: port + 1 });
    await consumer.resume();
  }
  return {
    pids: children.flatMap(({ pid }) => pid ?? []),
    written: async () => (await folderSize(runs)) ?? 0,
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const exited = once(child, 'exit');
          child.kill('SIGKILL');
          await exited;
        }),
      );
      for (const transport of transports) transport.close();
    },
  };
}

async function folderSize(folder: string): Promise<number | undefined> {
  const { readdir } = await import('node:fs/promises');
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.filter((name) => name.endsWith('.webm')).map(async (name) => (await stat(path.join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
