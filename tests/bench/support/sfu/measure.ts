import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../statistics.ts';
import type { Crowd } from './Crowd.ts';
import { cpuSeconds } from './cpu.ts';
import type { Subject } from './Subject.ts';
import { startSubject, type SubjectName } from './subjects.ts';

export interface Round {
  readonly packetsPerCpuSecond: number;
  /**
   * CPU of one subscriber, in thousandths of a core, at 100 packets a second: senders that share a busy machine with
   * the SFU don't send alike in every round.
   */
  readonly cpuPerSubscriber: number;
  readonly packetsPerSecond: number;
  /** Median milliseconds from the join to the first packet. */
  readonly firstPacket: number;
  readonly srtpCipher: string;
}

export const SUBSCRIBERS = 20;
/** Bandwidth estimates and encoders come to rest. */
const SETTLE = 4_000;
const WINDOW = 8_000;

/** Starts an SFU, sends one camera and one microphone, has twenty receive them, and stops it. */
export async function measure(name: SubjectName, createCrowd: (subject: Subject) => Promise<Crowd>): Promise<Round> {
  const subject = await startSubject(name);
  const crowds: Crowd[] = [];
  try {
    const sender = await createCrowd(subject);
    crowds.push(sender);
    await sender.send();
    await wait(SETTLE / 2);
    const receivers = await createCrowd(subject);
    crowds.push(receivers);
    const { joins, srtpCipher } = await receivers.subscribe(SUBSCRIBERS);
    await wait(SETTLE);
    const pids = subject.pids();
    const before = { cpu: cpuSeconds(pids), packets: await receivers.count(), at: performance.now() };
    await wait(WINDOW);
    const after = { cpu: cpuSeconds(pids), packets: await receivers.count(), at: performance.now() };
    const seconds = (after.at - before.at) / 1000;
    const cpu = after.cpu - before.cpu;
    const packets = after.packets - before.packets;
    return {
      packetsPerCpuSecond: packets / cpu,
      cpuPerSubscriber: (cpu / packets) * 100 * 1000,
      packetsPerSecond: packets / seconds,
      firstPacket: median(joins),
      srtpCipher,
    };
  } finally {
    for (const crowd of crowds) await crowd.close();
    await subject.stop();
  }
}
