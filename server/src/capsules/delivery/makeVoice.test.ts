import type { Stretch } from '@pluriclasse/shared/capsule/stretches';
import { expect, it } from 'vitest';
import { makeVoice } from './makeVoice.ts';
import { packetMs } from './opus.ts';
import { buildTrack, inMemory, sink, speech, type TestBlock } from './testing/tracks.ts';
import { blocksOf, elementAt, ids, numberAt } from './webm.ts';

const of = (...bounds: [number, number][]): Stretch[] => bounds.map(([from, to]) => ({ from, to }));

async function made(files: readonly TestBlock[][][], kept: Stretch[]) {
  const { write, bytes } = sink();
  const voice = await makeVoice(
    files.map((file) => inMemory(buildTrack(file))),
    kept,
    1,
    write,
  );
  const all = bytes();
  const blocks = clustersOf(all).flatMap((offset) => blocksOf(all.subarray(offset)));
  const packets = blocks.flatMap(({ at, bytes: packet }) => unpacked(at, packet));
  return { voice, all, packets, blocks: blocks.length };
}
/** Packets of one frame, out of one of several that vary; others as they are. */
function unpacked(at: number, packet: Uint8Array): { at: number; bytes: Uint8Array }[] {
  const [toc = 0, count = 0] = packet;
  if ((toc & 3) !== 3 || count < 0x80) return [{ at, bytes: packet }];
  const frames = count & 63;
  const ms = packetMs(packet) / frames;
  let next = 2;
  const lengths = Array.from({ length: frames - 1 }, () => {
    const length = packet[next++] ?? 0;
    return length < 252 ? length : length + 4 * (packet[next++] ?? 0);
  });
  return Array.from({ length: frames }, (_, n) => {
    const length = lengths[n] ?? packet.length - next;
    const frame = packet.subarray(next, next + length);
    next += length;
    return { at: at + n * ms, bytes: Buffer.concat([Uint8Array.of(toc & ~3), frame]) };
  });
}

/** Where they begin. */
function clustersOf(all: Uint8Array): number[] {
  const offsets = [];
  for (let at = elementAt(all, elementAt(all, 0)?.to ?? 0)?.from ?? 0; at < all.length;) {
    const element = elementAt(all, at);
    if (element?.id === ids.cluster) offsets.push(at);
    at = element?.to ?? all.length;
  }
  return offsets;
}
type Made = Awaited<ReturnType<typeof made>>;

/** Times at which something that was recorded is heard, joined. */
function spoken({ packets }: Made, fill = 0x80): Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const { at, bytes } of packets) {
    if (bytes.length < 10 || bytes[1] !== fill || bytes[0] !== 72) continue;
    const last = found.at(-1);
    if (last?.to === at) last.to = at + 20;
    else found.push({ from: at, to: at + 20 });
  }
  return found;
}

/** Each packet begins where the one before ends, to the millisecond that WebM knows; the last one at the end. */
function expectGapless({ packets }: Made, duration: number): void {
  let at = 0;
  for (const packet of packets) {
    expect(Math.abs(packet.at - at)).toBeLessThanOrEqual(0.5);
    at += packetMs(packet.bytes);
  }
  expect(Math.abs(at - duration)).toBeLessThan(20);
}

it('one who speaks all the time is heard all the time', async () => {
  const it = await made([[...speech(0, 10_000)]], of([0, 10_000]));
  expectGapless(it, 10_000);
  expect(spoken(it)).toEqual(of([0, 10_000]));
  expect(it.voice).toEqual({ bytes: it.all.length, heard: of([0, 10_000]), packets: 500 });
});

it('who comes late, pauses and leaves early is silent there', async () => {
  const it = await made([[...speech(3_000, 5_000), ...speech(60_000, 61_000)]], of([0, 90_000]));
  expectGapless(it, 90_000);
  expect(spoken(it)).toEqual(of([3_000, 5_000], [60_000, 61_000]));
  expect(it.voice.heard).toEqual(of([3_000, 5_000], [60_000, 61_000]));
  // Silence costs 14 bytes and a block's head in 120 ms.
  expect(it.all.length).toBeLessThan(25_000);
});

it('a hidden stretch is not in it, and what follows comes at once', async () => {
  // Of each stretch that begins with a cut the first packet is missing: it may hold a copy of the one before.
  const file = [...speech(0, 4_000, 0x81), ...speech(4_000, 6_000, 0xee), ...speech(6_000, 9_000, 0x83)];
  const it = await made([file], of([1_000, 4_000], [6_000, 8_000]));
  expectGapless(it, 5_000);
  expect([spoken(it, 0x81), spoken(it, 0x83), spoken(it, 0xee)]).toEqual([of([20, 3_000]), of([3_020, 5_000]), []]);
  expect(it.all.includes(Buffer.of(72, 0xee))).toBe(false);
});

it('a packet that lies only partly in kept time is left out', async () => {
  const it = await made([speech(0, 2_000)], of([0, 1_010], [1_490, 2_000]));
  expectGapless(it, 1_520);
  expect(it.packets.filter(({ bytes }) => bytes.length === 10)).toHaveLength(50 + 24);
});

it('several files of one voice follow each other; of two at once the one that began is heard', async () => {
  const first = speech(0, 4_000, 0x81);
  const again = speech(3_000, 8_000, 0x82);
  const it = await made([first, again], of([0, 9_000]));
  expectGapless(it, 9_000);
  expect(spoken(it, 0x81)).toEqual(of([0, 4_000]));
  // It takes over once the first has been silent for a second.
  expect(spoken(it, 0x82)).toEqual(of([4_980, 8_000]));
});

it('a sender that says it is silent is filled with packets of nothing, not with another silence', async () => {
  const quiet = [400, 800, 1_200].map((at): TestBlock[] => [{ at, bytes: Uint8Array.of(72) }]);
  const it = await made([[...speech(0, 400), ...quiet, ...speech(1_600, 2_000)]], of([0, 2_000]));
  expectGapless(it, 2_000);
  expect(new Set(it.packets.map(({ bytes }) => (bytes[0] ?? 0) >> 3))).toEqual(new Set([9]));
  expect(it.voice.heard).toEqual(of([0, 400], [1_600, 2_000]));
});

it('clocks that drift never make a gap, nor lead it away', async () => {
  // 0.1 % too fast and too slow: worse than any sound card.
  for (const rate of [0.999, 1.001]) {
    const drifting = speech(0, 120_000).map((second) =>
      second.map((one) => ({ ...one, at: Math.round(one.at * rate) })),
    );
    const it = await made([drifting], of([0, 119_000]));
    expectGapless(it, 119_000);
    const last = it.packets.findLast(({ bytes }) => bytes.length === 10);
    expect(last?.at).toBeGreaterThan(118_900);
  }
});

it('the index leads to every cluster, and the first bytes say how long it is', async () => {
  const { all } = await made([speech(0, 61_000)], of([0, 61_000]));
  const segment = elementAt(all, elementAt(all, 0)?.to ?? 0);
  if (segment === undefined) throw new Error('No segment');
  expect(segment.to).toBe(all.length);
  const parts = new Map<number, Buffer>();
  const cues: number[] = [];
  for (let at = segment.from; at < (clustersOf(all)[0] ?? 0);) {
    const element = elementAt(all, at);
    if (element === undefined) throw new Error('Torn');
    parts.set(element.id, all.subarray(element.from, element.to));
    if (element.id === ids.cues) {
      for (let cue = element.from; cue < element.to;) {
        const point = elementAt(all, cue);
        // Time is 2 + 4 bytes, then the positions: 2, the track 3, and 2 + 4 of the position.
        cues.push(numberAt(all, (point?.from ?? 0) + 6 + 2 + 3 + 2, 4) ?? -1);
        cue = point?.to ?? Infinity;
      }
    }
    at = element.to;
  }
  expect([...parts.keys()]).toEqual([ids.seekHead, ids.info, ids.tracks, ids.cues]);
  expect(cues).toHaveLength(16);
  expect(cues.map((at) => segment.from + at)).toEqual(clustersOf(all));
  const info = parts.get(ids.info) ?? Buffer.alloc(0);
  expect(info.readDoubleBE(info.indexOf('4489', 'hex') + 3)).toBe(61_000);
});

it('packets are joined, and are the same when they are taken apart: short and long frames', async () => {
  const sizes = [1, 2, 3, 250, 251, 252, 253, 254, 255, 256, 300, 1_000, 1_275];
  const file = Array.from({ length: 50 }, (_, n): TestBlock => {
    const size = sizes[n % sizes.length] ?? 0;
    return { at: n * 20, bytes: Buffer.concat([Uint8Array.of(72, 0x80), new Uint8Array(size - 1).fill(n)]) };
  });
  const it = await made([[file]], of([0, 1_000]));
  expect(it.packets.map(({ bytes }) => [...bytes])).toEqual(file.map(({ bytes }) => [...bytes]));
  expect(it.blocks).toBeLessThan(12);
});

it('nothing kept is a file without sound', async () => {
  const it = await made([speech(0, 1_000)], []);
  expect([it.packets, it.voice.heard]).toEqual([[], []]);
});

it('an odd end is an end nevertheless', async () => {
  for (const end of [4_001, 4_019, 7_999]) {
    const it = await made([speech(0, 3_000)], of([0, end]));
    expectGapless(it, end);
    expect(spoken(it)).toEqual(of([0, 3_000]));
  }
});
