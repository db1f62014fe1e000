import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RecordedTrack } from '@pluriclasse/shared/capsule/track';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeTone, hasFfmpeg } from '../../support/recording/decodeTone.ts';
import { readTracks } from '../../support/recording/readTracks.ts';
import { RecordedRoom } from '../../support/sfu/RecordedRoom.ts';
import { SfuNode } from '../../support/sfu/SfuNode.ts';
import { StripeSource, ToneSource } from '../../support/sfu/sources.ts';
import { WrtcPeer, type PeerOrder } from '../../support/sfu/WrtcPeer.ts';

const of =
  (peerKey: string, source: string, state: RecordedTrack['state'] = 'writing') =>
  (track: RecordedTrack) =>
    track.header.peerKey === peerKey && track.header.source === source && track.state === state;
/** As many as libwebrtc makes of 360 lines. */
const layers = ['l', 'h'].map((rid, layer) => ({ rid, scaleResolutionDownBy: 2 - layer }));

describe('a recording', () => {
  let node: SfuNode;
  let folder: string;
  let room: RecordedRoom;
  const open: { close(): void }[] = [];
  const keep = <T extends { close(): void }>(one: T): T => {
    open.push(one);
    return one;
  };
  const join = async (peerKey: string, order: Partial<PeerOrder> = {}) =>
    keep(await WrtcPeer.create(room.link, await room.offer(), { peerKey, ...order }));
  const found = () => readTracks(path.join(folder, room.recordingKey));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'recording-'));
    node = await SfuNode.create({ RECORDINGS_DIR: folder });
  });
  beforeEach(async () => {
    room = keep(await RecordedRoom.create(node.url));
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  afterAll(async () => {
    await node.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  it("holds adults' sound and picture, and nothing of a child", async () => {
    const tones = { desk: 620, kit: 440, home: 1030, late: 790 };
    const desk = await join('desk');
    const kit = await join('kit', { adult: false });
    const home = await join('home', { adult: false });
    for (const peer of [desk, kit, home] as const) {
      await peer.produce('microphone', { track: keep(new ToneSource(tones[peer.key as keyof typeof tones])).track });
      await peer.produce('camera', { track: keep(new StripeSource()).track });
    }
    await room.record();
    // Who comes later is judged alike.
    const late = await join('late');
    const child = await join('child', { adult: false });
    for (const peer of [child, late])
      await peer.produce('microphone', { track: keep(new ToneSource(tones.late)).track });
    await room.first(of('late', 'microphone'));
    await room.first(of('desk', 'camera'));
    await room.first(of('desk', 'microphone'));
    const told = await room.stop();

    const tracks = await found();
    const names = ['desk camera large', 'desk microphone only', 'late microphone only'];
    const name = ({ header }: { header: RecordedTrack['header'] }) =>
      `${header.peerKey} ${header.source} ${header.rendition}`;
    expect(tracks.map(name).toSorted()).toEqual(names);
    expect(told.map(name).toSorted()).toEqual(names);
    expect(room.told.filter(({ header }) => !['desk', 'late'].includes(header.peerKey))).toEqual([]);
    for (const { header, whole, head, bytes, frames, pieces } of tracks) {
      expect(header.epoch).toBe(room.epoch);
      expect(whole).toBe(bytes.length);
      expect(head).toBeGreaterThan(100);
      expect(frames[0]?.key).toBe(true);
      expect(pieces[0]?.key).toBe(true);
      const { from, to, bytes: size } = told.find(({ header: { trackId } }) => trackId === header.trackId) ?? {};
      expect({ from, to, size }).toEqual({ from: pieces[0]?.from, to: pieces.at(-1)?.to, size: bytes.length });
      expect(frames.every(({ at }, n) => at >= (frames[n - 1]?.at ?? 0))).toBe(true);
    }
    const sound = tracks.filter(({ header }) => header.source === 'microphone');
    const steps = sound.flatMap(({ frames }) => frames.slice(1).map(({ at }, n) => at - (frames[n]?.at ?? 0)));
    // Packets of 20 ms; before the first report the clock may follow by a quarter of the time.
    expect(steps.filter((step) => step < 15 || step > 25)).toEqual([]);
    if (!hasFfmpeg()) return console.log('Without ffmpeg nobody listens to what was recorded.');
    for (const { header, file } of sound) {
      const share = await decodeTone(file);
      const own = tones[header.peerKey as keyof typeof tones];
      const others = Object.values(tones).filter((hertz) => hertz !== own);
      expect(share(own)).toBeGreaterThan(0.8);
      expect(Math.max(...others.map(share))).toBeLessThan(0.01);
    }
  });

  it('keeps a camera small and large, a screen large only, and a pause as a gap', async () => {
    const desk = await join('desk', { maySend: ['microphone', 'camera', 'screen', 'document'] });
    await room.record();
    await desk.produce('camera', { track: keep(new StripeSource(640, 360)).track, encodings: layers });
    await desk.produce('screen', { track: keep(new StripeSource(320, 180)).track });
    await desk.produce('microphone', { track: keep(new ToneSource(500)).track });
    await room.first((track) => of('desk', 'camera')(track) && track.header.rendition === 'small');
    await room.first((track) => of('desk', 'camera')(track) && track.header.rendition === 'large');
    await room.first(of('desk', 'screen'));
    await room.first(of('desk', 'microphone'));

    const pause = { roomKey: room.roomKey, peerKey: 'desk', source: 'microphone' } as const;
    await room.call('producer:pause', pause);
    // A stream that begins meanwhile: its first second is written, so at least as long the other was silent.
    const late = await join('late');
    await late.produce('camera', { track: keep(new StripeSource()).track });
    await room.first(of('late', 'camera'));
    await room.call('producer:resume', pause);
    await room.call('producer:close', { roomKey: room.roomKey, peerKey: 'desk', source: 'screen' });
    await room.first(of('desk', 'screen', 'ended'));
    // Whoever comes back goes on in a track of its own.
    await room.call('peer:close', { roomKey: room.roomKey, peerKey: 'late' });
    await room.first(of('late', 'camera', 'ended'));
    const again = await join('late');
    await again.produce('camera', { track: keep(new StripeSource()).track });
    const ended = room.told.find(of('late', 'camera'))?.header.trackId;
    await room.first((track) => of('late', 'camera')(track) && track.header.trackId !== ended);
    const began = performance.now();
    const told = await room.stop();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(told.map(({ state }) => state)).toEqual(told.map(() => 'ended'));

    const tracks = await found();
    const names = tracks.map(({ header }) => `${header.peerKey} ${header.source} ${header.rendition}`).toSorted();
    expect(names).toEqual([
      'desk camera large',
      'desk camera small',
      'desk microphone only',
      'desk screen large',
      'late camera large',
      'late camera large',
    ]);
    const sound = tracks.find(({ header }) => header.source === 'microphone')?.frames ?? [];
    const gaps = sound.slice(1).filter(({ at }, n) => at - (sound[n]?.at ?? 0) > 500);
    expect(gaps).toHaveLength(1);
    const sizes = (rendition: string) =>
      tracks
        .find(({ header }) => header.source === 'camera' && header.peerKey === 'desk' && header.rendition === rendition)
        ?.frames.filter(({ key }) => key)
        .map(({ bytes }) => bytes.readUInt16LE(6) & 0x3fff) ?? [];
    expect(sizes('small').length).toBeGreaterThan(0);
    // Until the small layer flows, the large one stands in for it.
    expect(sizes('small').at(-1)).toBe(320);
    expect(Math.max(...sizes('large'))).toBe(640);
  });

  it('has a key frame at least every five seconds or so', { timeout: 90_000 }, async () => {
    const desk = await join('desk');
    await desk.produce('camera', { track: keep(new StripeSource(320, 180)).track });
    await room.record();
    await room.first(of('desk', 'camera'));
    // Nothing is told while a track is written: another recording's tracks are the clock.
    const began = performance.now();
    for (let n = 0; performance.now() - began < 12_000; n += 1) {
      const other = await join(`late-${n}`);
      await other.produce('microphone', { track: keep(new ToneSource(500)).track });
      await room.first(of(`late-${n}`, 'microphone'));
    }
    await room.stop();
    const picture = (await found()).find(({ header }) => header.source === 'camera');
    const keys = picture?.frames.filter(({ key }) => key).map(({ at }) => at) ?? [];
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const [n, at] of keys.slice(1).entries()) expect(at - (keys[n] ?? 0)).toBeLessThan(6_000);
    const pieces = picture?.pieces.filter(({ key }) => key) ?? [];
    expect(pieces.map(({ from }) => from)).toEqual(keys);
  });

  it('goes on with the same key, begins anew with another, and stops when told, also twice', async () => {
    expect(await room.stop()).toEqual([]);
    const desk = await join('desk');
    await desk.produce('microphone', { track: keep(new ToneSource(500)).track });
    await room.record();
    await room.record();
    await room.first(of('desk', 'microphone'));
    const other = crypto.randomUUID();
    await room.record(other);
    await room.first(of('desk', 'microphone', 'ended'));
    const [first] = await found();
    await room.first((track) => of('desk', 'microphone')(track) && track.header.trackId !== first?.header.trackId);
    expect(await room.stop()).toHaveLength(1);
    expect(await room.stop()).toEqual([]);
    expect(await readTracks(path.join(folder, other))).toHaveLength(1);
    await expect(
      room.call('room:record', { roomKey: crypto.randomUUID(), recordingKey: other, epoch: 1, zero: 1 }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      room.call('room:record', { roomKey: room.roomKey, recordingKey: '../elsewhere', epoch: 1, zero: 1 }),
    ).rejects.toMatchObject({ code: 'bad_request' });
  });
});
