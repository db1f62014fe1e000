import { schoolsHeard, voicedTime } from '@pluriclasse/shared/domain/talk';
import { SeatId } from '@pluriclasse/shared/ids';
import type { ControlConsumer } from '@pluriclasse/shared/control/control';
import type { ConsumerInfo } from '@pluriclasse/shared/signalling/media';
import type { RoomListener } from '../media/MediaRoomLink.ts';
import type { Floor } from './Floor.ts';
import type { LiveLesson } from './LiveLesson.ts';
import type { Seat } from './Seat.ts';

/** A consumer as a browser knows it. A peer's key is its seat's id (control protocol). */
export function consumerInfo({ from, ...consumer }: ControlConsumer): ConsumerInfo {
  return { ...consumer, seatId: SeatId.parse(from) };
}

type Fact<N extends keyof RoomListener> = Parameters<RoomListener[N]>[0];

/** Hears the media room and tells the lesson's seats what concerns them. */
export class RoomEvents implements RoomListener {
  readonly #lesson: LiveLesson;
  #heardAt: number | undefined;
  #reopening = false;
  #talkTimer: NodeJS.Timeout | undefined;
  /** The order of hands before this second's voice: when voice changes it, that is told. */
  #order = '';

  constructor(lesson: LiveLesson) {
    this.#lesson = lesson;
  }

  consumerAdded({ peerKey, consumer }: Fact<'consumerAdded'>): void {
    const seat = this.#seat(peerKey);
    const info = consumerInfo(consumer);
    seat?.consumers.set(info.consumerId, info);
    if (seat) this.#announcer.emit({ to: 'seat', seatId: seat.seatId }, 'media:consumer-added', info);
  }

  consumerClosed({ peerKey, consumerId }: Fact<'consumerClosed'>): void {
    const seat = this.#seat(peerKey);
    seat?.consumers.delete(consumerId);
    if (seat) this.#announcer.emit({ to: 'seat', seatId: seat.seatId }, 'media:consumer-closed', { consumerId });
  }

  consumerChanged({ peerKey, consumerId, producerPaused }: Fact<'consumerChanged'>): void {
    const seat = this.#seat(peerKey);
    const known = seat?.consumers.get(consumerId);
    if (seat === undefined || known === undefined) return;
    seat.consumers.set(consumerId, { ...known, producerPaused });
    const event = { consumerId, producerPaused };
    this.#announcer.emit({ to: 'seat', seatId: seat.seatId }, 'media:consumer-changed', event);
  }

  speaking({ speakers }: Fact<'speaking'>): void {
    const { lessonId, floor, present, deps } = this.#lesson;
    const heard = speakers.flatMap(({ peerKey, volume }) => {
      const seat = this.#seat(peerKey);
      return seat === undefined ? [] : [{ seat, volume }];
    });
    this.#lesson.recording.heard(heard.map(({ seat }) => seat));
    const event = { speakers: heard.map(({ seat, volume }) => ({ seatId: seat.seatId, volume })) };
    this.#announcer.emit({ to: 'lesson', lessonId }, 'media:speaking', event);

    const now = deps.now();
    const time = voicedTime(this.#heardAt, now);
    this.#heardAt = now;
    const schools = schoolsHeard(
      heard.map(({ seat }) => seat),
      present,
    );
    if (schools.size === 0) return;
    if (this.#talkTimer === undefined) {
      this.#order = orderOf(floor);
      this.#talkTimer = setTimeout(() => this.#tellTalk(), deps.timings.talk);
    }
    floor.hear(schools, time);
  }

  levelChanged({ peerKey, chosen, actual, stopSending }: Fact<'levelChanged'>): void {
    const seat = this.#seat(peerKey);
    if (seat === undefined) return;
    const changed = seat.actualLevel !== actual;
    seat.receiveLevel = chosen;
    seat.actualLevel = actual;
    seat.stopSending = stopSending;
    this.#announcer.emit({ to: 'seat', seatId: seat.seatId }, 'media:receive-level', seat.level);
    if (changed) this.#lesson.seatChanged(seat);
  }

  linksChanged({ links }: Fact<'linksChanged'>): void {
    const seats = links.flatMap(({ peerKey, link }) => {
      const seat = this.#seat(peerKey);
      if (seat !== undefined) seat.measured = link;
      return seat ?? [];
    });
    this.#tellLinks(seats);
  }

  connectionChanged({ peerKey, connected }: Fact<'connectionChanged'>): void {
    const seat = this.#seat(peerKey);
    if (seat === undefined || seat.reached === connected) return;
    seat.reached = connected;
    this.#tellLinks([seat]);
  }

  recording({ recordingKey, track }: Fact<'recording'>): void {
    const { deps, lessonId, recording } = this.#lesson;
    if (track.state === 'failed')
      deps.log.warn({ lessonId, recordingKey, trackId: track.header.trackId, failure: track.failure }, 'track failed');
    recording.trackChanged(track);
  }

  /** Every peer is gone. The seats stay and come back, each when it hears that there is a room again. */
  lost(goneFor: number): void {
    const { lessonId, deps, present, stage } = this.#lesson;
    deps.log.warn({ lessonId }, 'media room lost');
    this.#lesson.recording.roomLost(goneFor);
    for (const seat of present) {
      const sent = [...seat.streams.keys()];
      seat.mediaGone();
      if (sent.length > 0) this.#lesson.seatChanged(seat);
      for (const source of sent) this.#lesson.stageChanged(stage.streamStopped(seat.seatId, source));
    }
    // A node that comes and goes loses the room anew while it is being opened: the seats hear of it once.
    if (this.#reopening) return;
    this.#reopening = true;
    const tell = () => {
      this.#reopening = false;
      this.#announcer.emit({ to: 'lesson', lessonId }, 'media:lost', {});
    };
    this.#lesson.media.ensure().then(tell, (error: unknown) => {
      deps.log.error({ err: error, lessonId }, 'media room not opened again');
      tell();
    });
  }

  get #announcer() {
    return this.#lesson.deps.announcer;
  }

  #seat(peerKey: string): Seat | undefined {
    return this.#lesson.seats.get(peerKey as SeatId); // a lookup: a key that is no seat's finds nothing
  }

  #tellLinks(seats: readonly Seat[]): void {
    if (seats.length === 0) return;
    const { lessonId } = this.#lesson;
    const links = seats.map(({ seatId, schoolId, link }) => ({ seatId, schoolId, link }));
    this.#announcer.emit({ to: 'lesson', lessonId }, 'media:link', { links });
  }

  #tellTalk(): void {
    this.#talkTimer = undefined;
    const { lessonId, floor, deps } = this.#lesson;
    const turn = floor.turn?.spoken ?? null;
    this.#announcer.emit({ to: 'lesson', lessonId }, 'floor:talk', { talk: floor.talk, turn });
    this.#lesson.touch(deps.timings.saveTalk);
    if (orderOf(floor) !== this.#order) this.#lesson.floorChanged();
  }
}

const orderOf = (floor: Floor): string => floor.state.queue.map(({ handId }) => handId).join();
