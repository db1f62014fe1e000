import type { AppendFile, Files } from './files.ts';
import type { RtpPacket } from './rtp/parseRtp.ts';

/** A disk in memory that can be full, or refuse everything. */
export class MemoryDisk implements Files {
  readonly texts = new Map<string, string>();
  readonly written = new Map<string, Buffer>();
  readonly synced = new Set<string>();
  left = Infinity;
  refuses: string | undefined;
  /** What is asked of it waits for this. */
  hangs: Promise<void> = Promise.resolve();

  makeFolder(): Promise<void> {
    return this.#act(() => undefined);
  }

  create(path: string): Promise<AppendFile> {
    return this.#act(() => {
      this.written.set(path, Buffer.alloc(0));
      const now = () => this.written.get(path) ?? Buffer.alloc(0);
      return {
        append: (bytes) =>
          this.#act(() => {
            const fits = Math.min(bytes.length, this.left);
            this.left -= fits;
            this.written.set(path, Buffer.concat([now(), bytes.subarray(0, fits)]));
            if (fits < bytes.length) throw refusal('ENOSPC');
          }),
        cut: (size) => this.#act(() => void this.written.set(path, now().subarray(0, size))),
        sync: () => this.#act(() => void this.synced.add(path)),
        close: () => Promise.resolve(),
      };
    });
  }

  writeText(path: string, text: string): Promise<void> {
    return this.#act(() => void this.texts.set(path, text));
  }

  remove(path: string): Promise<void> {
    this.texts.delete(path);
    this.written.delete(path);
    return Promise.resolve();
  }

  space(): Promise<number> {
    return Promise.resolve(this.left);
  }

  /** What is asked of it takes its time, as of a real one. */
  async #act<T>(act: () => T): Promise<T> {
    await this.hangs;
    if (this.refuses !== undefined) throw refusal(this.refuses);
    return act();
  }
}

const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** A picture in VP8 as RTP packets. Its content is not decodable; its headers are. */
export function vp8Packets(options: {
  sequence: number;
  timestamp: number;
  key: boolean;
  packets?: number;
  size?: number;
}): RtpPacket[] {
  const { sequence, timestamp, key, packets = 2, size = 100 } = options;
  return Array.from({ length: packets }, (_, n) => {
    const payload = Buffer.alloc(1 + size, n);
    payload[0] = n === 0 ? 0x10 : 0;
    if (n === 0) payload[1] = key ? 0x10 : 0x11;
    if (n === 0 && key) payload.set([0x9d, 0x01, 0x2a, 0x00, 0x05, 0xd0, 0x02], 4); // 1280 × 720
    return { ssrc: 1, sequence: (sequence + n) & 0xffff, timestamp, marker: n === packets - 1, payload };
  });
}

/** A packet of 20 ms of sound: TOC for CELT, one frame. */
export function opusPacket(sequence: number, timestamp: number, size = 80): RtpPacket {
  const payload = Buffer.alloc(size, sequence & 255);
  payload[0] = 31 << 3;
  return { ssrc: 2, sequence: sequence & 0xffff, timestamp, marker: false, payload };
}
