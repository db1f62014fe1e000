import type { Files } from './files.ts';
import type { FromRecorder, ToRecorder } from './messages.ts';
import { monotonic } from './monotonic.ts';
import { isRtcp, parseRtp, parseSenderReports } from './rtp/parseRtp.ts';
import { NTP_EPOCH, WorkerClock } from './rtp/WorkerClock.ts';
import type { TrackOrder } from './TrackOrder.ts';
import { TrackRecording, type TrackHost } from './TrackRecording.ts';
import { Inbox, Slab } from './udp/Inbox.ts';
import { NapLoop } from './udp/NapLoop.ts';

/** Ticks of tracks needn't be more than so often, ms. */
const TICK = 100;

/** All that a node records: inboxes by peer, tracks by consumer, files by track. */
export class Recorder {
  readonly #tell: (message: FromRecorder) => void;
  readonly #host: TrackHost;
  readonly #inboxes = new Map<string, Inbox>();
  readonly #tracks = new Map<string, TrackRecording>();
  readonly #workers = new Map<number, WorkerClock>();
  /** By session: tracks whose last bytes are on their way. */
  readonly #ending = new Map<string, Set<Promise<void>>>();
  readonly #slab = new Slab();
  readonly #loop = new NapLoop(
    () => this.#tick(),
    () => this.#drain(),
  );
  readonly #clock: () => number;
  #now: number;
  #ticked = 0;

  /** @param folder of all recordings @param tell tells the node @param clock the machine's steady one, ms */
  constructor(folder: string, files: Files, tell: (message: FromRecorder) => void, clock = monotonic) {
    this.#tell = tell;
    this.#clock = clock;
    this.#now = clock();
    this.#host = {
      files,
      folder,
      told: ({ session }, track) => tell({ type: 'track', session, track }),
      wantsKey: ({ session, key }, why) => tell({ type: 'key', session, key, why }),
    };
  }

  handle(message: ToRecorder): void {
    switch (message.type) {
      case 'open-inbox':
        return this.#answer(message.call, this.#open(message.inbox, message.from));
      case 'close-inbox': {
        const inbox = this.#inboxes.get(message.inbox);
        this.#inboxes.delete(message.inbox);
        return void this.#loop.drained().then(() => inbox?.close());
      }
      case 'record':
        return this.#answer(message.call, this.#record(message.track));
      case 'path':
        return this.#tracks.get(message.key)?.isAway(message.roundTrip);
      case 'end-track': {
        const track = this.#tracks.get(message.key);
        return void this.#loop.drained().then(() => track && this.#end(track));
      }
      case 'stop':
        return this.#answer(message.call, this.#stop(message.session));
    }
  }

  /** Ends all; resolves when all bytes outlast a crash, or failed. */
  async close(): Promise<void> {
    await this.#loop.drained();
    await Promise.all([...this.#tracks.values()].map((track) => this.#end(track)));
    await Promise.all([...this.#ending.values()].flatMap((each) => [...each]));
    for (const inbox of this.#inboxes.values()) inbox.close();
    this.#inboxes.clear();
  }

  async #open(key: string, from: number): Promise<{ port: number }> {
    const inbox = new Inbox((to, bytes, start, end) => this.#receive(to, bytes, start, end));
    // Its end may be ordered before it is open.
    this.#inboxes.set(key, inbox);
    return { port: await inbox.open(from) };
  }

  async #record(order: TrackOrder): Promise<object> {
    const inbox = this.#inboxes.get(order.inbox);
    if (inbox === undefined) throw new Error('No such inbox');
    const clock = this.#workers.get(order.worker) ?? new WorkerClock(this.#clock() - Date.now() - NTP_EPOCH);
    this.#workers.set(order.worker, clock);
    const track = new TrackRecording(order, clock, this.#host);
    this.#tracks.set(order.key, track);
    inbox.tracks.set(order.ssrc, track);
    this.#loop.begin();
    return {};
  }

  #drain(): void {
    for (const inbox of this.#inboxes.values()) inbox.drain(this.#slab);
  }

  /** A datagram lies from `start`, before `end`. */
  #receive(inbox: Inbox, bytes: Buffer, start: number, end: number): void {
    this.#loop.count();
    // Anew for each: others come while one is dealt with, and what came sooner than it was captured can't be.
    this.#now = this.#clock();
    if (isRtcp(bytes, start)) return this.#receiveReports(inbox, bytes.subarray(start, end));
    const packet = parseRtp(bytes, start, end);
    if (packet !== undefined) inbox.tracks.get(packet.ssrc)?.receive(packet, this.#now);
  }

  #receiveReports(inbox: Inbox, bytes: Buffer): void {
    for (const report of parseSenderReports(bytes)) {
      const track = inbox.tracks.get(report.ssrc);
      if (track === undefined) continue;
      this.#workers.get(track.order.worker)?.observe(report.ntp, this.#now);
      track.report(report);
    }
  }

  #tick(): void {
    this.#now = this.#clock();
    if (this.#now - this.#ticked < TICK) return;
    this.#ticked = this.#now;
    for (const track of this.#tracks.values()) track.tick(this.#now);
  }

  async #stop(session: string): Promise<object> {
    // What the worker sent before it was told to stop lies in the inboxes.
    await this.#loop.drained();
    const tracks = [...this.#tracks.values()].filter(({ order }) => order.session === session);
    for (const track of tracks) void this.#end(track);
    await Promise.all(this.#ending.get(session) ?? new Set<Promise<void>>());
    return {};
  }

  #end(track: TrackRecording): Promise<void> {
    const { key, inbox, ssrc, session } = track.order;
    this.#tracks.delete(key);
    this.#inboxes.get(inbox)?.tracks.delete(ssrc);
    if (this.#tracks.size === 0) this.#loop.stop();
    const all = this.#ending.get(session) ?? new Set();
    this.#ending.set(session, all);
    const ending = track.end(this.#clock()).finally(() => {
      all.delete(ending);
      if (all.size === 0) this.#ending.delete(session);
    });
    all.add(ending);
    return ending;
  }

  #answer(call: number, work: Promise<{ port?: number }>): void {
    work.then(
      (data) => this.#tell({ type: 'answer', call, ...data }),
      (error: unknown) => this.#tell({ type: 'answer', call, error: String(error) }),
    );
  }
}
