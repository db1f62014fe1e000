import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { diskFiles } from '@pluriclasse/sfu/recorder/files';
import { parseRtp } from '@pluriclasse/sfu/recorder/rtp/parseRtp';
import { WorkerClock } from '@pluriclasse/sfu/recorder/rtp/WorkerClock';
import { TrackRecording } from '@pluriclasse/sfu/recorder/TrackRecording';
import type { TrackCodec } from '@pluriclasse/shared/capsule/track';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasFfmpeg } from '../../support/recording/decodeTone.ts';
import { readTracks } from '../../support/recording/readTracks.ts';

const picture = 'testsrc2=size=320x180:rate=25:duration=2';
const codecs: [TrackCodec, number, readonly string[], number][] = [
  ['vp8', 90_000, ['-i', picture, '-c:v', 'libvpx', '-deadline', 'realtime', '-g', '25'], 50],
  ['vp9', 90_000, ['-i', picture, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-g', '25', '-strict', '-2'], 50],
  // As browsers do: no pictures that wait for later ones, and its parameters with each key frame.
  ['h264', 90_000, ['-i', picture, '-c:v', 'libx264', '-bf', '0', '-g', '25', '-bsf:v', 'dump_extra'], 50],
  ['opus', 48_000, ['-i', 'sine=frequency=620:duration=2', '-c:a', 'libopus'], 100],
];

describe.runIf(hasFfmpeg())("what another's RTP brings", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(codecs)('of %s is a file that another decodes whole', async (codec, clockRate, input, frames) => {
    const recordingKey = 'one';
    const sound = codec === 'opus';
    const track = new TrackRecording(
      {
        key: 'consumer',
        inbox: 'inbox',
        ssrc: 1,
        codec,
        clockRate,
        worker: 1,
        session: 'session',
        recordingKey,
        peerKey: 'desk',
        source: sound ? 'microphone' : 'camera',
        rendition: sound ? 'only' : 'large',
        epoch: 0,
        zero: 0,
      },
      new WorkerClock(0),
      { files: diskFiles, folder, told: () => undefined, wantsKey: () => undefined },
    );
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4_000_000 });
    let first: number | undefined;
    socket.on('message', (bytes) => {
      const packet = parseRtp(bytes);
      if (packet === undefined) return;
      // As if it came when it was captured: an encoder that looks ahead is another matter.
      first ??= packet.timestamp;
      track.receive(packet, (((packet.timestamp - first) | 0) * 1000) / clockRate);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const to = `rtp://127.0.0.1:${socket.address().port}?pkt_size=1200`;
    await run('ffmpeg', ['-re', '-f', 'lavfi', ...input, '-f', 'rtp', to]);
    // All of it lies in the socket by now; the event loop takes some at each turn.
    for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    socket.close();
    await track.end(2_000);

    const [found] = await readTracks(path.join(folder, recordingKey));
    const entries = 'stream=codec_name,nb_read_frames:format=duration';
    const probed = await run('ffprobe', ['-count_frames', '-show_entries', entries, '-of', 'json', found?.file ?? '']);
    expect(JSON.parse(probed)).toMatchObject({ streams: [{ codec_name: codec }] });
    const [stream] = (JSON.parse(probed) as { streams: { nb_read_frames: string }[] }).streams; // as was just seen
    expect(Number(stream?.nb_read_frames)).toBeGreaterThanOrEqual(frames);
    expect(Number(stream?.nb_read_frames)).toBeLessThanOrEqual(frames + 1);
    const { pieces = [] } = found ?? {};
    const long = (pieces.at(-1)?.to ?? 0) - (pieces[0]?.from ?? 0);
    expect(Math.abs(long - 2_000)).toBeLessThan(50);
    const keys = pieces.filter(({ key }) => key).map(({ from }) => from - (pieces[0]?.from ?? 0));
    expect(keys).toEqual(sound ? [0, 1_020] : [0, 1_000]);
  });
});

if (!hasFfmpeg()) console.log("Without ffmpeg nobody else's RTP is recorded.");

/** Resolves with what it prints. Rejects when it complains. */
async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, ['-v', 'error', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  if (complaints !== '' || child.exitCode !== 0) throw new Error(`${command}: ${complaints}`);
  return out;
}
