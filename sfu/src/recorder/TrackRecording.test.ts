import { describe, expect, it } from 'vitest';
import { scanPieces } from '@pluriclasse/shared/capsule/file/scanPieces';
import type { RecordedTrack, TrackCodec } from '@pluriclasse/shared/capsule/track';
import { WorkerClock } from './rtp/WorkerClock.ts';
import { MemoryDisk, opusPacket, vp8Packets } from './testing.ts';
import { TrackRecording } from './TrackRecording.ts';

const START = 1_000_000;

function create(codec: TrackCodec, disk = new MemoryDisk()) {
  const told: RecordedTrack[] = [];
  const asked: { why: string; at: number }[] = [];
  const clock = { now: START };
  const order = {
    key: 'consumer',
    inbox: 'inbox',
    ssrc: 1,
    codec,
    clockRate: codec === 'opus' ? 48_000 : 90_000,
    worker: 1,
    session: 'session',
    recordingKey: '7b0b0c9e-6a3f-4f0c-a0cf-4d6a3d0a1f11',
    peerKey: 'desk',
    source: codec === 'opus' ? 'microphone' : 'camera',
    rendition: codec === 'opus' ? 'only' : 'large',
    epoch: 5_000,
    zero: START,
  } as const;
  const track = new TrackRecording(order, new WorkerClock(0), {
    files: disk,
    folder: '/recordings',
    told: (_, track) => told.push(track),
    wantsKey: (_, why) => asked.push({ why, at: clock.now - START }),
  });
  let sequence = 0;
  /** Ten pictures, or fifty packets of sound, a second; `lose` names those that never come, `late` by how many ms they do. */
  const run = async (
    seconds: number,
    options: { lose?: (n: number) => boolean; key?: (n: number) => boolean; late?: (n: number) => number } = {},
  ) => {
    const { lose = () => false, key = () => false, late = () => 0 } = options;
    const each = codec === 'opus' ? 20 : 100;
    for (let n = 0; n < (seconds * 1000) / each; n += 1) {
      const timestamp = Math.round(((clock.now - START) * order.clockRate) / 1000);
      const packets =
        codec === 'opus' ? [opusPacket(sequence, timestamp)] : vp8Packets({ sequence, timestamp, key: key(n) });
      sequence += packets.length;
      for (const [part, packet] of packets.entries())
        if (!(lose(n) && part === 0)) track.receive(packet, clock.now + late(n));
      track.tick(clock.now);
      clock.now += each;
      // The disk's answers come between packets.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const pieces = async () =>
    Promise.all(
      [...disk.written.values()].map((bytes) =>
        scanPieces({
          size: bytes.length,
          read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
        }),
      ),
    );
  return { track, told, asked, clock, disk, run, pieces };
}

describe('a track of sound', () => {
  it('is written about each second, and whole when it ends', async () => {
    const { run, told, track, pieces, clock, disk } = create('opus');
    await run(3.5);
    const before = (await pieces())[0];
    expect(before?.pieces.map(({ from, to }) => [from, to])).toEqual([
      [0, 1_020],
      [1_020, 2_040],
      [2_040, 3_060],
    ]);
    await track.end(clock.now);
    expect((await pieces())[0]?.pieces.at(-1)).toMatchObject({ from: 3_060, to: 3_500, key: true });
    expect(told.map(({ state, from, to }) => [state, from, to])).toEqual([
      ['writing', 0, 1_020],
      ['ended', 0, 3_500],
    ]);
    expect(disk.synced.size).toBe(1);
    expect([...disk.texts.keys()].map((name) => name.split('.')[1])).toEqual(['json']);
    expect(JSON.parse([...disk.texts.values()][0] ?? '')).toEqual(told[0]?.header);
  });

  it('has a gap where packets are lost, and nothing is asked for', async () => {
    const { run, asked, track, clock, pieces } = create('opus');
    await run(4, { lose: (n) => n >= 50 && n < 80 });
    await track.end(clock.now);
    expect(asked).toEqual([]);
    const [found] = await pieces();
    expect(found?.pieces.at(-1)?.to).toBe(4_000);
  });

  it('has its time from the packet that came soonest of the first ones, and waits for no more', async () => {
    const { run, track, clock, pieces } = create('opus');
    await run(1, { late: (n) => 140 - n });
    expect(await pieces()).toEqual([]);
    await run(1, { late: () => 100 });
    await track.end(clock.now);
    const [found] = await pieces();
    expect(found?.pieces[0]?.from).toBe(91);
    expect(found?.pieces.at(-1)?.to).toBe(2_091);
  });

  it('that ends at once is whole', async () => {
    const { run, track, clock, pieces } = create('opus');
    await run(0.2);
    await track.end(clock.now);
    expect((await pieces())[0]?.pieces).toMatchObject([{ from: 0, to: 200 }]);
  });

  it('leaves no file where nothing came', async () => {
    const { track, told, disk } = create('opus');
    await track.end(START);
    expect(told).toEqual([]);
    expect(disk.written.size).toBe(0);
  });
});

describe('a track of pictures', () => {
  it('begins with a key frame, asks for one until it is there, and then in time', async () => {
    const { run, asked, pieces, track, clock } = create('vp8');
    await run(1.2);
    expect(asked.map(({ why }) => why)).toEqual(['lost', 'lost', 'lost']);
    await run(10, { key: (n) => n === 0 });
    const due = asked.filter(({ why }) => why === 'due').map(({ at }) => at);
    expect(due[0]).toBe(1_200 + 3_600);
    expect(due[1]).toBeGreaterThanOrEqual((due[0] ?? 0) + 1_500);
    await track.end(clock.now);
    const [found] = await pieces();
    expect(found?.pieces[0]).toMatchObject({ from: 1_200, key: true });
    expect(found?.pieces.slice(1).some(({ key }) => key)).toBe(false);
    expect(found?.pieces.at(-1)?.to).toBe(11_200);
  });

  it('leaves out what was drawn upon a lost picture, and asks for a key frame', async () => {
    const { run, asked, pieces, track, clock } = create('vp8');
    await run(2, { key: (n) => n === 0, lose: (n) => n === 10 });
    await run(2);
    expect(asked.filter(({ why }) => why === 'lost').length).toBeGreaterThan(0);
    await run(2, { key: (n) => n === 0 });
    await track.end(clock.now);
    const [found] = await pieces();
    expect(found?.pieces.map(({ from, to, key }) => [from, to, key])).toEqual([
      [0, 900, true],
      [900, 1_000, false],
      [4_000, 5_000, true],
      [5_000, 6_000, false],
    ]);
  });

  it('asks again while the key frame does not come whole', async () => {
    const { run, asked, track, clock, pieces } = create('vp8');
    await run(3.8, { key: (n) => n === 0 });
    // The loss shows after a while, and then just after the key frame that was due was asked for.
    await run(2.2, { key: (n) => n === 0 || n === 9, lose: (n) => n === 0 || n === 9 });
    await run(1, { key: (n) => n === 5 });
    expect(asked.map(({ why, at }) => [why, at])).toEqual([
      ['due', 3_600],
      ['due', 5_100],
      ['lost', 5_600],
      ['lost', 6_100],
    ]);
    await track.end(clock.now);
    expect((await pieces())[0]?.pieces.at(-1)).toMatchObject({ from: 6_500, key: true });
  });

  it('asks for nothing while it is paused', async () => {
    const { run, asked, track, clock } = create('vp8');
    await run(1, { key: (n) => n === 0 });
    for (let n = 0; n < 100; n += 1) track.tick((clock.now += 100));
    expect(asked).toEqual([]);
  });
});

describe('a disk', () => {
  it('that is full fails the track, which goes on in another file when there is room again', async () => {
    const { run, told, disk, track, clock, pieces } = create('opus');
    disk.left = 12_000;
    await run(6);
    const [, failed] = told;
    expect(failed).toMatchObject({ state: 'failed', failure: 'disk-full' });
    expect(told).toHaveLength(2);
    const [left] = await pieces();
    expect(left?.whole).toBe(failed?.bytes);
    expect([...disk.written.values()][0]?.length).toBe(failed?.bytes);
    disk.left = 100_000_000;
    await run(6);
    await track.end(clock.now);
    expect(told.slice(2).map(({ state }) => state)).toEqual(['writing', 'ended']);
    expect(told[2]?.header.trackId).not.toBe(failed?.header.trackId);
    expect((await pieces())[1]?.pieces.at(-1)?.to).toBe(12_000);
    expect([...disk.texts.keys()].filter((name) => name.endsWith('.open'))).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['EIO', 'not-writable'],
  ])('that answers %s is told of once, as %s, and tried again', async (code, failure) => {
    const { run, told, disk, track, clock } = create('opus');
    disk.refuses = code;
    await run(8);
    expect(told.map((each) => [each.state, each.failure, each.bytes])).toEqual([['failed', failure, 0]]);
    disk.refuses = undefined;
    await run(8);
    await track.end(clock.now);
    expect(told.slice(1).map(({ state }) => state)).toEqual(['writing', 'ended']);
    expect(disk.written.size).toBe(1);
  });

  it('asks a picture for a key frame when it takes it again', async () => {
    const { run, asked, disk, told } = create('vp8');
    await run(2, { key: (n) => n === 0 });
    disk.refuses = 'EROFS';
    await run(2);
    const before = asked.length;
    disk.refuses = undefined;
    await run(4);
    expect(asked.slice(before).some(({ why }) => why === 'lost')).toBe(true);
    await run(3, { key: (n) => n === 0 });
    expect(told.map(({ state }) => state)).toEqual(['writing', 'failed', 'writing']);
  });
});

describe('whatever a sender sends', () => {
  /** The same each time: 32 bits of a linear congruence. */
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  /** What a payload of each codec may begin with, so that some of it is read. */
  const begins: Record<TrackCodec, readonly string[]> = {
    opus: ['f8', 'fb3f'],
    vp8: ['101000009d012a4001b400', '9080', 'b0f0', '11'],
    vp9: ['08824983420013f00b3604', 'f801200302', '8a0118', 'a8ff'],
    av1: ['200c08000000043cfeccdaf9004030', '00ff', '68', 'd0', '90'],
    h264: ['65', '7c85', '5c41', '180002', '6764000dacb202833f3e0220', '68ebc3cb22c0'],
  };

  it.each(Object.keys(begins) as TrackCodec[])('of %s, nothing is thrown and files stay whole', async (codec) => {
    state = 1;
    const { track, clock, pieces, disk } = create(codec);
    for (let n = 0, timestamp = 0; n < 20_000; n += 1) {
      const begin = Buffer.from(begins[codec][random(begins[codec].length)] ?? '', 'hex');
      const payload = Buffer.concat([begin, Buffer.from(Array.from({ length: 1 + random(20) }, () => random(256)))]);
      const at = random(10) === 0 ? random(payload.length) : 0;
      payload[at] = (payload[at] ?? 0) ^ (random(4) === 0 ? 1 << random(8) : 0);
      if (random(3) === 0) timestamp = (timestamp + random(20_000)) >>> 0;
      if (random(2_000) === 0) timestamp = random(2 ** 32);
      const sequence = (n + (random(20) === 0 ? random(8_000) : 0)) & 0xffff;
      track.receive({ ssrc: 1, sequence, timestamp, marker: random(2) === 0, payload }, clock.now);
      clock.now += 5;
      if (n % 20 === 0) track.tick(clock.now);
      if (n % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await track.end(clock.now);
    const found = await pieces();
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ whole }) => whole)).toEqual([...disk.written.values()].map(({ length }) => length));
    for (const { pieces: all } of found)
      for (const [n, { from, to }] of all.entries()) {
        expect(to).toBeGreaterThanOrEqual(from);
        expect(from).toBeGreaterThanOrEqual(all[n - 1]?.from ?? 0);
      }
  });
});
