import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../../support/browser/flags.ts';
import type { TestFrame } from '../../../support/server/tracks.ts';

/** Makes the sender's frames seen on their way to the network. */
const worker = `onrtctransform = async ({ transformer: { readable, writable } }) => {
  const reader = readable.getReader(), writer = writable.getWriter();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    postMessage([value.getMetadata().rtpTimestamp ?? value.timestamp, new Uint8Array(value.data.slice(0))]);
    await writer.write(value);
  }
};`;

/**
 * What Chromium's own sender makes of a microphone that hears this file, with the cleaning that the product asks for
 * and the product's options for Opus: its packets, in milliseconds since the first.
 * @param bitrates bits per second to bound it by; undefined: as it comes. All of them hear the same, at once.
 */
export async function sendSpeech(
  wav: string,
  seconds: number,
  bitrates: readonly (number | undefined)[],
): Promise<TestFrame[][]> {
  const server = createServer((request, response) => {
    const script = request.url === '/worker.js';
    response
      .setHeader('content-type', script ? 'text/javascript' : 'text/html')
      .end(script ? worker : '<!doctype html>');
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const options = launchOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--use-file-for-fake-audio-capture=${wav}`],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const sent = await page.evaluate(capture, { seconds, bitrates: bitrates.map((one) => one ?? 0) });
    return sent.map((frames) => {
      const [first] = frames;
      // RTP counts samples, in 32 bits.
      return frames.map(([at, text]) => ({
        at: Math.round(((at - (first?.[0] ?? 0)) >>> 0) / 48),
        bytes: Buffer.from(text, 'base64'),
      }));
    });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function capture({ seconds, bitrates }: { seconds: number; bitrates: number[] }): Promise<[number, string][][]> {
  const cleaned = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: cleaned });
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('No microphone');
  const all = await Promise.all(
    bitrates.map(async (bitrate) => {
      const frames: [number, string][] = [];
      const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
      near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
      far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
      const sender = near.addTrack(track, stream);
      const watcher = new Worker('/worker.js');
      watcher.onmessage = ({ data }: MessageEvent<[number, Uint8Array]>) =>
        void frames.push([data[0], btoa(String.fromCharCode(...data[1]))]);
      sender.transform = new RTCRtpScriptTransform(watcher);
      await near.setLocalDescription();
      await far.setRemoteDescription(near.localDescription!);
      await far.setLocalDescription();
      const bound = bitrate > 0 ? `;maxaveragebitrate=${bitrate}` : '';
      const sdp = (far.localDescription?.sdp ?? '').replace(
        /(a=fmtp:\d+ minptime=10[^\r]*)/,
        `$1;usedtx=1;stereo=0${bound}`,
      );
      await near.setRemoteDescription({ type: 'answer', sdp });
      return { frames, close: () => (near.close(), far.close()) };
    }),
  );
  await new Promise((done) => setTimeout(done, (seconds + 2) * 1_000));
  for (const { close } of all) close();
  return all.map(({ frames }) => frames);
}
