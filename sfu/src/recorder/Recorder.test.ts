import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { FromRecorder, ToRecorder } from './messages.ts';
import { Recorder } from './Recorder.ts';
import { MemoryDisk } from './testing.ts';

type Answer = Extract<FromRecorder, { type: 'answer' }>;
type Call = Extract<ToRecorder, { call: number }>;
type WithoutCall<M> = M extends { call: number } ? Omit<M, 'call'> : never;

const SSRC = 123_456_789;

describe('a recorder', () => {
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });

  function create(clock?: () => number) {
    const disk = new MemoryDisk();
    const answers = new Map<number, (answer: Answer) => void>();
    const begins: number[] = [];
    const hear = (message: FromRecorder) => {
      if (message.type === 'answer') answers.get(message.call)?.(message);
      if (message.type === 'track') begins.push(message.track.from);
    };
    const recorder = new Recorder('/recordings', disk, hear, clock);
    open.push(recorder);
    const call = (message: WithoutCall<Call>) =>
      new Promise<Answer>((resolve) => {
        answers.set(answers.size, resolve);
        recorder.handle({ ...message, call: answers.size - 1 } as Call);
      });
    /** A track of sound of its own inbox, and how its worker sends to it. */
    const record = async (peerKey: string, recordingKey = 'one') => {
      const worker = await createSender();
      const inbox = `inbox of ${peerKey}`;
      const { port } = await call({ type: 'open-inbox', inbox, from: worker.address().port });
      const key = `sound of ${peerKey}`;
      await call({ type: 'record', track: trackOf(key, inbox, peerKey, recordingKey) });
      return { key, inbox, port: port ?? 0, worker };
    };
    /** What was written of a peer, as text. */
    const heard = (peerKey: string) =>
      [...disk.texts]
        .filter(([name, text]) => name.endsWith('.json') && text.includes(`"${peerKey}"`))
        .map(([name]) => disk.written.get(name.replace('json', 'webm'))?.toString('latin1') ?? '')
        .join('');
    return { recorder, call, record, heard, begins };
  }

  async function createSender(): Promise<Socket> {
    const socket = createSocket('udp4');
    open.push(socket);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return socket;
  }

  it('hears the worker only, whoever else knows the port', async () => {
    const { call, record, heard } = create();
    const { port, worker } = await record('desk');
    const stranger = await createSender();
    await send(worker, port, packets(0, 'teacher'));
    await send(stranger, port, packets(50, 'stranger'));
    await call({ type: 'stop', session: 'one' });
    expect(heard('desk')).toContain('teacher 49');
    expect(heard('desk')).not.toContain('stranger');
  });

  it('keeps apart what two lessons send under one number', async () => {
    const { call, record, heard } = create();
    const [one, other] = [await record('desk'), await record('far', 'other')];
    await send(one.worker, one.port, packets(0, 'near'));
    await send(other.worker, other.port, packets(0, 'distant'));
    await call({ type: 'stop', session: 'one' });
    await call({ type: 'stop', session: 'other' });
    expect(heard('desk')).toContain('near 49');
    expect(heard('desk')).not.toContain('distant');
    expect(heard('far')).toContain('distant 49');
    expect(heard('far')).not.toContain('near');
  });

  it('still takes what came before a track, an inbox and a recording end', async () => {
    const { recorder, call, record, heard } = create();
    const { key, inbox, port, worker } = await record('desk');
    await record('late');
    await send(worker, port, packets(0, 'last word'));
    recorder.handle({ type: 'end-track', key });
    recorder.handle({ type: 'close-inbox', inbox });
    await call({ type: 'stop', session: 'one' });
    expect(heard('desk')).toContain('last word 0');
    expect(heard('desk')).toContain('last word 49');
  });

  it('reads the clock anew for each packet: many come while the first one is dealt with', async () => {
    let now = 1_000;
    const { call, record, begins } = create(() => (now += 20));
    const { port, worker } = await record('desk');
    const ordered = now;
    await send(worker, port, packets(0, 'word'));
    await call({ type: 'stop', session: 'one' });
    expect(begins[0]).toBeGreaterThanOrEqual(ordered);
  });

  it('takes an inbox away that is closed before it is open, and refuses a track without one', async () => {
    const { recorder, call } = create();
    const opening = call({ type: 'open-inbox', inbox: 'brief', from: 9 });
    recorder.handle({ type: 'close-inbox', inbox: 'brief' });
    await opening;
    const { error } = await call({ type: 'record', track: trackOf('late', 'brief', 'desk', 'one') });
    expect(error).toContain('No such inbox');
  });
});

const trackOf = (key: string, inbox: string, peerKey: string, recordingKey: string) => ({
  key,
  inbox,
  ssrc: SSRC,
  codec: 'opus' as const,
  clockRate: 48_000,
  worker: 1,
  session: recordingKey,
  recordingKey,
  peerKey,
  source: 'microphone' as const,
  rendition: 'only' as const,
  epoch: 0,
  zero: 0,
});

/** A second of sound in RTP packets, which say who they are of. */
function packets(begin: number, text: string): Buffer[] {
  return Array.from({ length: 50 }, (_, n) => {
    const packet = Buffer.concat([Buffer.alloc(12), Buffer.of(31 << 3), Buffer.from(`${text} ${n}`)]);
    packet.set([0x80, 100]);
    packet.writeUInt16BE(begin + n, 2);
    packet.writeUInt32BE((begin + n) * 960, 4);
    packet.writeUInt32BE(SSRC, 8);
    return packet;
  });
}

async function send(socket: Socket, port: number, datagrams: readonly Buffer[]): Promise<void> {
  const one = promisify<Buffer, number, string, number>(socket.send.bind(socket));
  for (const datagram of datagrams) await one(datagram, port, '127.0.0.1');
}
