import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId, SeatId } from '@pluriclasse/shared/ids';
import type { LobbyState, MediaOffer } from '@pluriclasse/shared/signalling/lesson';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { Device } from 'mediasoup-client';
import { retryDelay } from './link/retryDelay.ts';
import { ServerClock } from './link/ServerClock.ts';
import { SignalLink } from './link/SignalLink.ts';
import { listenLesson } from './listenLesson.ts';
import { mark, markJoinClicked } from './marks.ts';
import { createCertificate, type Certificate } from './media/certificate.ts';
import { loadDevice } from './media/device.ts';
import { MediaLink } from './media/MediaLink.ts';
import type { OwnMedia } from './media/OwnMedia.ts';
import { RemoteStreams } from './media/RemoteStreams.ts';
import { Sender } from './media/Sender.ts';
import type { OutReason, SessionState } from './SessionState.ts';
import { Store, type Readable } from './Store.ts';
import { LessonStore } from './store/LessonStore.ts';

export interface LessonSessionOptions {
  lessonId: LessonId;
  as: SpeakingAs;
  own: OwnMedia;
  link?: SignalLink;
}

const clockEvery = 60_000;
/** Joins that fail in a row before a person is asked. */
const tries = 8;

/** What a join needs and the lobby has made ready. */
interface Prepared {
  device: Device;
  certificate: Certificate | undefined;
}

/** One seat's way through a lesson: lobby, join, lesson, coming back, leaving. */
export class LessonSession {
  readonly link: SignalLink;
  readonly clock = new ServerClock();
  readonly store = new LessonStore();
  readonly remote = new RemoteStreams();
  readonly own: OwnMedia;
  readonly sender: Sender;
  readonly #lessonId: LessonId;
  readonly #state = new Store<SessionState>({ kind: 'opening' });
  readonly #lobby = new Store<LobbyState | undefined>(undefined);
  readonly #media = new Store<MediaLink | undefined>(undefined);
  #offer: MediaOffer | undefined;
  #device: Promise<Device> | undefined;
  #certificate: Promise<Certificate | undefined> | undefined;
  #clockTimer: ReturnType<typeof setInterval> | undefined;
  /** The last join that was begun; an earlier one's reply is out of date. */
  #run = 0;
  #running = false;
  #prepared: Prepared | undefined;
  #retries = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ lessonId, as, own, link }: LessonSessionOptions) {
    this.#lessonId = lessonId;
    this.own = own;
    this.link = link ?? new SignalLink(as);
    this.sender = new Sender({ own, call: this.link.call, media: this.#media });
    listenLesson(this.link, {
      store: this.store,
      media: () => this.#media.get(),
      sender: this.sender,
      onLobby: (lobby) => this.#lobby.set(lobby),
      onLetIn: () => void this.#join(),
      onOut: (reason) => this.#end(reason),
      // A join that is under way brings what was missed.
      onGap: () => void (this.#running || this.#join()),
    });
    this.link.state.subscribe(() => void this.#onLink());
  }

  get state(): Readable<SessionState> {
    return this.#state;
  }
  get lobby(): Readable<LobbyState | undefined> {
    return this.#lobby;
  }
  get media(): Readable<MediaLink | undefined> {
    return this.#media;
  }

  /** Stands in the lobby and prepares all that a join needs. */
  start(): void {
    // A certificate that can't be made beforehand is made by the browser at the join.
    this.#certificate ??= createCertificate().catch(() => undefined);
    this.link.open();
    this.#clockTimer ??= setInterval(() => void this.#readClock(), clockEvery);
  }

  /** The tap on **Join lesson**. */
  join(): void {
    const { kind } = this.#state.get();
    if (kind !== 'lobby' && kind !== 'out' && kind !== 'failed') return;
    markJoinClicked();
    // The order leaves before the page is drawn anew.
    void this.#join();
    this.#state.set({ kind: 'joining' });
  }

  /** Goes and tells the server, so that the place is not kept. */
  async leave(): Promise<void> {
    await this.link.call('lesson:leave', {}).catch(() => undefined);
    this.#end('left');
  }

  /** Whoever opened it closes it: the page that is left. */
  close(): void {
    this.#run += 1;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#clockTimer);
    this.sender.close();
    this.#media.get()?.close();
    this.#media.set(undefined);
    this.remote.clear();
    this.own.closeAll();
    this.link.close();
  }

  async #onLink(): Promise<void> {
    const link = this.link.state.get();
    const state = this.#state.get();
    if (link.kind === 'refused') this.#state.set({ kind: 'failed', error: link.error });
    if (link.kind === 'waiting' && isInside(state)) this.#state.set({ kind: 'coming-back', attempt: link.attempt });
    if (link.kind !== 'open') return;
    if (isInside(state)) await this.#return();
    else if (state.kind === 'at-door' || state.kind === 'joining') await this.#join();
    else if (state.kind !== 'out') await this.#watch();
    void this.#readClock();
  }

  async #watch(): Promise<void> {
    try {
      const { lobby, media, serverTime } = await this.link.call('lesson:watch', { lessonId: this.#lessonId });
      this.clock.hint(serverTime);
      this.#offer = media;
      this.#device ??= loadDevice(media.routerRtpCapabilities);
      this.#lobby.set(lobby);
      const { kind } = this.#state.get();
      if (kind === 'opening' || kind === 'failed') this.#state.set({ kind: 'lobby' });
      await this.#prepare();
    } catch (error) {
      this.#device = undefined;
      this.#fail(error);
    }
  }

  /** Takes a seat, or takes it again. Nothing waits for anything that is not needed yet. */
  async #join(): Promise<void> {
    const run = ++this.#run;
    this.#running = true;
    clearTimeout(this.#retryTimer);
    try {
      const { device, certificate } = this.#prepared ?? (await this.#prepare());
      const resume = this.#resume();
      const dtls = certificate?.dtls;
      const reply = await this.link.call('lesson:join', {
        lessonId: this.#lessonId,
        rtpCapabilities: { ...device.recvRtpCapabilities },
        ...(dtls && { sendDtls: dtls, receiveDtls: dtls }),
        ...(resume && { resume }),
      });
      if (run !== this.#run) return;
      if (reply.status === 'waiting') {
        this.#state.set({ kind: 'at-door' });
        return;
      }
      mark('lesson:joined');
      this.#retries = 0;
      this.clock.hint(reply.serverTime);
      this.#media.get()?.close();
      const media = new MediaLink({
        device,
        certificate,
        call: this.link.call,
        media: reply.media,
        iceServers: this.#offer?.iceServers ?? [],
        remote: this.remote,
        canCall: () => this.link.state.get().kind === 'open',
        // Without a link, coming back over it finds out that these transports are of no use any more.
        onLost: () => void (this.link.state.get().kind === 'open' && this.#join()),
      });
      this.store.replace(reply.seatId, reply.state);
      this.sender.setStopped([]);
      this.#media.set(media);
      // What is missed or lost from now on is not in this reply.
      this.#running = false;
      // Drawing the lesson takes longer than offer and answer: those first, so that both go on at once.
      await media.negotiated;
      if (run === this.#run) this.#state.set({ kind: 'in' });
    } catch (error) {
      if (run === this.#run) this.#joinFailed(error);
    } finally {
      if (run === this.#run) this.#running = false;
    }
  }

  /** Comes back with the transports one still has; where they or the place are gone, joins again. */
  async #return(): Promise<void> {
    const media = this.#media.get();
    const resume = this.#resume();
    if (!media?.usable || !resume) return this.#join();
    const run = ++this.#run;
    this.#running = true;
    try {
      const reply = await this.link.call('lesson:return', { lessonId: this.#lessonId, resume });
      if (run !== this.#run) return;
      this.clock.hint(reply.serverTime);
      this.#retries = 0;
      media.resume(reply.consumers);
      this.store.replace(reply.seatId, reply.state, reply.level);
      this.sender.setStopped(reply.level.stopSending);
      this.sender.resume(this.store.me());
      this.#state.set({ kind: 'in' });
      this.#running = false;
    } catch {
      if (run === this.#run) await this.#join();
    }
  }

  async #prepare(): Promise<Prepared> {
    if (!this.#device) await this.#watch();
    if (!this.#device) throw new AppError('unavailable', 'The lobby has not answered');
    const [device, certificate] = await Promise.all([this.#device, this.#certificate]);
    return (this.#prepared = { device, certificate });
  }

  /** Who is in, or nearly, tries again by itself where that may help. */
  #joinFailed(error: unknown): void {
    const passing = error instanceof AppError && (error.code === 'unavailable' || error.code === 'too_many');
    const state = this.#state.get();
    if (!passing || this.#retries >= tries || !(isInside(state) || state.kind === 'joining')) return this.#fail(error);
    this.#retries += 1;
    if (isInside(state)) this.#state.set({ kind: 'coming-back', attempt: this.#retries });
    // Without a link it is the link's coming back that tries again.
    if (this.link.state.get().kind !== 'open') return;
    this.#retryTimer = setTimeout(() => void this.#join(), retryDelay(this.#retries + 1));
  }

  #resume(): { seatId: SeatId; revision: number } | undefined {
    const seatId = this.store.seatId.get();
    const revision = this.store.lesson.get()?.revision;
    return seatId === undefined || revision === undefined ? undefined : { seatId, revision };
  }

  #fail(error: unknown): void {
    const failure = error instanceof AppError ? error : new AppError('internal', 'Joining failed', { cause: error });
    // Without a link there is nothing to say: coming back tries again by itself.
    if (failure.code === 'unavailable' && this.link.state.get().kind !== 'open') return;
    this.#state.set({ kind: 'failed', error: failure });
  }

  #end(reason: OutReason): void {
    this.#run += 1;
    clearTimeout(this.#retryTimer);
    this.#running = false;
    this.#media.get()?.close();
    this.#media.set(undefined);
    this.remote.clear();
    this.own.closeAll();
    this.#state.set({ kind: 'out', reason });
    this.link.close();
  }

  async #readClock(): Promise<void> {
    await this.clock.measure(() => this.link.call('clock:read', {})).catch(() => undefined);
  }
}

function isInside({ kind }: SessionState): boolean {
  return kind === 'in' || kind === 'coming-back';
}
