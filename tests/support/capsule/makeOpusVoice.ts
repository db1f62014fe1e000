import { TrackFile } from '@pluriclasse/server/capsules/delivery/TrackFile';
import { makeVoice } from '@pluriclasse/server/capsules/delivery/makeVoice';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import type { Page } from '@playwright/test';

/** Milliseconds of a packet, and packets of a cluster. */
const PACKET = 20;
const CLUSTER = 50;

/** A voice as the recorder writes it: a tone while it is heard, encoded by the browser as Opus. Times in milliseconds. */
export async function recordOpusVoice(
  page: Page,
  hertz: number,
  heard: readonly (readonly [from: number, to: number])[],
): Promise<Buffer> {
  const clusters: Uint8Array[] = [webmHead({ codec: 'opus', channels: 1 })];
  for (const [from, to] of heard) {
    const packets = (await page.evaluate(encodeInPage, { hertz, length: to - from })).map((bytes, n) => ({
      at: from + n * PACKET,
      key: true,
      parts: [Buffer.from(bytes, 'base64')],
    }));
    for (let n = 0; n < packets.length; n += CLUSTER) {
      const some = packets.slice(n, n + CLUSTER);
      clusters.push(webmCluster(some, (some.at(-1)?.at ?? 0) + PACKET));
    }
  }
  return Buffer.concat(clusters);
}

/** A voice as the product delivers it: put onto the time of its viewers. */
export async function makeOpusVoice(
  page: Page,
  hertz: number,
  heard: readonly (readonly [from: number, to: number])[],
  duration: number,
): Promise<Buffer> {
  const recorded = await recordOpusVoice(page, hertz, heard);
  const read = async (offset: number, length: number) => recorded.subarray(offset, offset + length);
  const file = new TrackFile({ size: recorded.length, read });
  const parts: { bytes: Uint8Array; offset: number }[] = [];
  const made = await makeVoice([file], [{ from: 0, to: duration }], 1, async (bytes, offset) =>
    parts.push({ bytes: Uint8Array.from(bytes), offset }),
  );
  const voice = Buffer.alloc(made.bytes);
  for (const { bytes, offset } of parts) voice.set(bytes, offset);
  return voice;
}

async function encodeInPage({ hertz, length }: { hertz: number; length: number }): Promise<string[]> {
  const sampleRate = 48_000;
  const packets: string[] = [];
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      packets.push(btoa(String.fromCharCode(...bytes)));
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1, bitrate: 24_000 });
  const tone = Float32Array.from(
    { length: (length / 1000) * sampleRate },
    (_, n) => 0.25 * Math.sin((2 * Math.PI * hertz * n) / sampleRate),
  );
  const data = new AudioData({
    format: 'f32',
    sampleRate,
    numberOfFrames: tone.length,
    numberOfChannels: 1,
    timestamp: 0,
    data: tone,
  });
  encoder.encode(data);
  data.close();
  await encoder.flush();
  encoder.close();
  return packets.slice(0, length / 20);
}
