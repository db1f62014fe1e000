import type { PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { scanPieces } from '@pluriclasse/shared/capsule/file/scanPieces';
import { webmCluster, webmHead } from '@pluriclasse/shared/capsule/file/writeWebm';
import { TrackId } from '@pluriclasse/shared/ids';
import type { Page } from '@playwright/test';

const [WIDTH, HEIGHT, FPS] = [160, 120, 5];
/** Milliseconds of a piece; each begins with a key frame. */
const PIECE = 4_000;

export interface MadePicture {
  readonly bytes: Buffer;
  readonly pieces: PicturePieces;
}

/** A picture of one plain colour between two times, encoded by the browser as VP8, in the recorder's own container. */
export async function makePicture(
  page: Page,
  { id, color, from, to, link }: { id: string; color: string; from: number; to: number; link: string },
): Promise<MadePicture> {
  const options = { color, count: ((to - from) / 1000) * FPS, keyEvery: (PIECE / 1000) * FPS, WIDTH, HEIGHT, FPS };
  const frames = await page.evaluate(encodeInPage, options);
  const parts: Uint8Array[] = [webmHead({ codec: 'vp8', width: WIDTH, height: HEIGHT })];
  for (let at = 0; at < frames.length; at += options.keyEvery) {
    const piece = frames.slice(at, at + options.keyEvery).map((frame, n) => ({
      at: ((at + n) / FPS) * 1000,
      key: frame.key,
      parts: [Buffer.from(frame.bytes, 'base64')],
    }));
    parts.push(webmCluster(piece, ((at + piece.length) / FPS) * 1000, true));
  }
  const bytes = Buffer.concat(parts);
  const scanned = await scanPieces({
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  });
  return {
    bytes,
    pieces: {
      trackId: TrackId.parse(id),
      codec: 'vp8',
      type: 'video/webm; codecs="vp8"',
      bytes: bytes.length,
      link,
      head: scanned.head,
      pieces: scanned.pieces.map((piece) => ({
        from: piece.from + from,
        to: piece.to + from,
        offset: piece.offset,
        size: piece.size,
        shift: from,
      })),
    },
  };
}

interface Encoded {
  key: boolean;
  bytes: string;
}
async function encodeInPage(options: {
  color: string;
  count: number;
  keyEvery: number;
  WIDTH: number;
  HEIGHT: number;
  FPS: number;
}): Promise<Encoded[]> {
  const { color, count, keyEvery, WIDTH: width, HEIGHT: height, FPS: framerate } = options;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, width, height);
  const frames: Encoded[] = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ key: chunk.type === 'key', bytes: btoa(String.fromCharCode(...bytes)) });
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({ codec: 'vp8', width, height, framerate, bitrate: 40_000 });
  for (let n = 0; n < count; n++) {
    const frame = new VideoFrame(canvas, { timestamp: (n / framerate) * 1_000_000 });
    encoder.encode(frame, { keyFrame: n % keyEvery === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  return frames;
}
