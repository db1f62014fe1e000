import { describe, expect, it } from 'vitest';
import { opusPacket, vp8Packets } from '../testing.ts';
import { assembleOpus } from './assembleOpus.ts';
import { assembleVp8 } from './assembleVp8.ts';
import { FrameReader, MOST_PACKETS } from './FrameReader.ts';

/** Frames by their RTP time, `key` and `ask` among them, of pictures of two packets whose given packets are lost. */
function read(pictures: readonly { key?: boolean; lose?: readonly number[]; marker?: false }[]) {
  const out: string[] = [];
  const reader = new FrameReader('picture', assembleVp8, {
    frame: ({ key }, timestamp) => out.push(`${timestamp}${key ? ' key' : ''}`),
    needsKey: () => out.push('ask'),
  });
  let gap = false;
  for (const [n, { key = false, lose = [], marker }] of pictures.entries()) {
    for (const [part, packet] of vp8Packets({ sequence: 2 * n, timestamp: n, key }).entries()) {
      if (!lose.includes(part)) reader.push(marker === false ? { ...packet, marker } : packet, gap);
      gap = lose.includes(part);
    }
  }
  return out;
}

describe('pictures', () => {
  const plain = {};
  const key = { key: true };
  it.each([
    ['all there', [key, plain, plain], ['0 key', '1', '2']],
    ['not before a key frame', [plain, key, plain], ['1 key', '2']],
    ['with a lost beginning', [key, { lose: [0] }, plain, key, plain], ['0 key', 'ask', '3 key', '4']],
    ['with a lost end', [key, { lose: [1] }, plain, key], ['0 key', 'ask', '3 key']],
    ['lost whole', [key, { lose: [0, 1] }, plain, key], ['0 key', 'ask', '3 key']],
    ['with a key frame right after a loss', [key, { lose: [0, 1] }, key, plain], ['0 key', 'ask', '2 key', '3']],
    ['with a key frame that is torn itself', [key, { ...key, lose: [1] }, plain, key], ['0 key', 'ask', '3 key']],
    ['without markers', [{ ...key, marker: false }, { marker: false }, plain], ['0 key', '1', '2']],
  ] as const)('%s', (_, pictures, expected) => expect(read(pictures)).toEqual(expected));

  it('that never end are given up, and nothing of them is kept', () => {
    const out: string[] = [];
    let longest = 0;
    const reader = new FrameReader(
      'picture',
      (payloads) => {
        longest = Math.max(longest, payloads.length);
        return assembleVp8(payloads);
      },
      { frame: (_, timestamp) => out.push(String(timestamp)), needsKey: () => out.push('ask') },
    );
    for (const packet of vp8Packets({ sequence: 0, timestamp: 0, key: true })) reader.push(packet, false);
    for (let n = 0; n < 3 * MOST_PACKETS; n += 1)
      for (const packet of vp8Packets({ sequence: 2 + n, timestamp: 1, key: true, packets: 1 }))
        reader.push({ ...packet, marker: false }, false);
    for (const packet of vp8Packets({ sequence: 2 + 3 * MOST_PACKETS, timestamp: 2, key: true }))
      reader.push(packet, false);
    expect(out).toEqual(['0', 'ask', '2']);
    expect(longest).toBeLessThanOrEqual(MOST_PACKETS);
  });
});

describe('packets of sound', () => {
  it('stand alone, whatever is lost', () => {
    const out: number[] = [];
    const reader = new FrameReader('sound', assembleOpus, {
      frame: (_, timestamp) => out.push(timestamp),
      needsKey: () => out.push(-1),
    });
    reader.push(opusPacket(1, 960), false);
    reader.push(opusPacket(7, 6_720), true);
    expect(out).toEqual([960, 6_720]);
  });
});
