import { EventEmitter } from 'node:events';
import { AppError } from '@pluriclasse/shared/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeyFrameGate } from '../KeyFrameGate.ts';
import { createLog } from '../log.ts';
import type { Stream } from '../Stream.ts';
import type { RoomHome } from '../WorkerPool.ts';
import type { RecorderLink, RecorderListener } from './RecorderLink.ts';
import { RoomRecording } from './RoomRecording.ts';
import type { TrackOrder } from './TrackOrder.ts';

/** What mediasoup's objects are for a recording: they close, once, and tell. */
class Closable {
  readonly observer = new EventEmitter();
  closed = false;

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.observer.emit('close');
  }
}

class Consumer extends Closable {
  readonly id: string;
  readonly rtpParameters = { codecs: [{ mimeType: 'video/VP8', clockRate: 90_000 }], encodings: [{ ssrc: 7 }] };
  paused = true;

  constructor(id: string) {
    super();
    this.id = id;
  }

  resume(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }
}

class Transport extends Closable {
  readonly id: string;
  readonly tuple = { localPort: 40_001 };
  readonly consumers: Consumer[] = [];

  constructor(id: string) {
    super();
    this.id = id;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  consume(): Promise<Consumer> {
    if (this.closed) return Promise.reject(new Error('Closed'));
    const consumer = new Consumer(`${this.id} ${this.consumers.length}`);
    this.consumers.push(consumer);
    return Promise.resolve(consumer);
  }

  override close(): void {
    for (const consumer of this.consumers) consumer.close();
    super.close();
  }
}

function create() {
  const transports: Transport[] = [];
  const router = {
    rtpCapabilities: { codecs: [] },
    createPlainTransport: () => {
      transports.push(new Transport(`transport ${transports.length}`));
      return Promise.resolve(transports.at(-1));
    },
  };
  const log: string[] = [];
  const paths: object[] = [];
  const orders: TrackOrder[] = [];
  let listener: RecorderListener | undefined;
  const recorder = {
    folder: '/nowhere',
    refuses: (_: TrackOrder) => false,
    opens: Promise.resolve(),
    stops: Promise.resolve(),
    listen: (_: string, one: RecorderListener) => (listener = one),
    forget: () => undefined,
    openInbox: async () => {
      await recorder.opens;
      return 40_002;
    },
    record: (order: TrackOrder) => {
      if (recorder.refuses(order)) return Promise.reject(new AppError('unavailable', 'The recorder is too slow'));
      orders.push(order);
      return Promise.resolve();
    },
    stop: () => recorder.stops,
    send: ({ type, ...order }: { type: string; key?: string; inbox?: string; roundTrip?: number }) =>
      type === 'path' ? paths.push(order) : log.push(`${type} ${order.key ?? order.inbox ?? ''}`),
  };
  // Of a room's home and of the recorder's link it uses what is here alone.
  const home = { router, worker: 1 } as unknown as RoomHome;
  const link = recorder as unknown as RecorderLink;
  const recording = new RoomRecording('key', { epoch: 0, zero: 0 }, home, link, () => undefined, createLog('silent'));
  const camera = (peerKey: string, adult = true) => {
    const producer = Object.assign(new Closable(), {
      type: 'simulcast',
      rtpParameters: { encodings: [{}, {}] },
      getStats: () => Promise.resolve([{ roundTripTime: 30 }, {}]),
    });
    const stream = {
      id: `camera of ${peerKey}`,
      kind: 'video',
      source: 'camera',
      peerKey,
      tag: { peerKey, adult, source: 'camera' },
      producer,
      gate: new KeyFrameGate(() => Date.now()),
      get closed() {
        return producer.closed;
      },
      onClose: (run: () => void) => producer.observer.once('close', run),
    };
    return stream as unknown as Stream & { producer: Closable }; // of a stream it uses what is here alone
  };
  return { recording, recorder, transports, orders, log, paths, camera, told: () => listener };
}

const renditions = (orders: readonly TrackOrder[]) => orders.map(({ rendition }) => rendition);

describe('what a room records', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is each size of a camera once, however often it is ordered', async () => {
    const { recording, orders, camera, transports } = create();
    const desk = camera('desk');
    await Promise.all([recording.add(desk), recording.add(desk)]);
    expect(renditions(orders)).toEqual(['small', 'large']);
    expect(new Set(orders.map(({ inbox }) => inbox))).toEqual(new Set(['transport 0']));
    expect(transports[0]?.consumers.map(({ paused }) => paused)).toEqual([false, false]);
  });

  it('is told how far away its sender is, until it ends', async () => {
    const { recording, paths, camera } = create();
    await recording.add(camera('desk'));
    await vi.advanceTimersByTimeAsync(2_000);
    const both = [
      { key: 'transport 0 0', roundTrip: 30 },
      { key: 'transport 0 1', roundTrip: 30 },
    ];
    expect(paths).toEqual([...both, ...both]);
    await recording.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(paths).toHaveLength(4);
  });

  it('is nothing of a child', async () => {
    const { recording, orders, transports, camera } = create();
    await recording.add(camera('kit', false));
    expect([orders, transports]).toEqual([[], []]);
  });

  it('is tried again where the recorder was too slow, and what goes on is left alone', async () => {
    const { recording, recorder, orders, transports, camera } = create();
    recorder.refuses = ({ rendition }) => rendition === 'large';
    await recording.add(camera('desk'));
    expect(renditions(orders)).toEqual(['small']);
    expect(transports[0]?.consumers.map(({ closed }) => closed)).toEqual([false, true]);
    recorder.refuses = () => false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(renditions(orders)).toEqual(['small', 'large']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(orders).toHaveLength(2);
  });

  it('is not taken twice while it is about to be taken', async () => {
    const { recording, recorder, orders, camera } = create();
    recorder.refuses = ({ peerKey }) => peerKey === 'desk';
    await recording.add(camera('desk'));
    recorder.refuses = () => false;
    const { promise, resolve } = Promise.withResolvers<void>();
    recorder.opens = promise;
    const far = recording.add(camera('far'));
    // The desk is taken up now, while the other's inbox opens.
    await vi.advanceTimersByTimeAsync(1_000);
    resolve();
    await far;
    expect(renditions(orders.filter(({ peerKey }) => peerKey === 'far'))).toEqual(['small', 'large']);
  });

  it('leaves no transport of a peer that left while it was opened', async () => {
    const { recording, recorder, orders, transports, camera, log } = create();
    const { promise, resolve } = Promise.withResolvers<void>();
    recorder.opens = promise;
    const desk = camera('desk');
    const adding = recording.add(desk);
    desk.producer.close();
    resolve();
    await adding;
    expect(orders).toEqual([]);
    expect(transports[0]?.closed).toBe(true);
    expect(log).toEqual(['close-inbox transport 0']);
  });

  it('begins anew with new inboxes when the recorder died', async () => {
    const { recording, orders, transports, camera, told } = create();
    await recording.add(camera('desk'));
    told()?.gone();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(transports.map(({ closed }) => closed)).toEqual([true, false]);
    expect(orders.map(({ inbox }) => inbox)).toEqual(['transport 0', 'transport 0', 'transport 1', 'transport 1']);
  });

  it('is left as it is when the recorder is too slow to stop: it still writes', async () => {
    const { recording, recorder, camera, told } = create();
    await recording.add(camera('desk'));
    const header = {
      trackId: '0b6f6a0e-6c5b-4a55-9d76-6a1f0b8e2f11',
      peerKey: 'desk',
      source: 'camera',
      rendition: 'large',
      codec: 'vp8',
      epoch: 0,
    } as const;
    const track = {
      header: { ...header, trackId: header.trackId as never },
      state: 'writing',
      from: 0,
      to: 1_000,
      bytes: 9,
    } as const;
    told()?.told(track);
    recorder.stops = Promise.reject(new AppError('unavailable', 'The recorder is too slow'));
    expect(await recording.stop()).toEqual([track]);
  });
});
