import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { SignalLink } from './link/SignalLink.ts';
import { LessonSession } from './LessonSession.ts';
import { hears } from './media/hears.ts';
import { OwnMedia } from './media/OwnMedia.ts';
import { SoundPlayer } from './media/SoundPlayer.ts';
import { StageDirector } from './stage/StageDirector.ts';
import { Store } from './Store.ts';
import { ViewReporter } from './view/ViewReporter.ts';

export interface LiveSeatOptions {
  lessonId: LessonId;
  as: SpeakingAs;
  kind: SeatKind;
  link?: SignalLink;
}

/** All of one seat in this browser: its way through the lesson, what it captures, plays and shows. */
export class LiveSeat {
  readonly kind: SeatKind;
  readonly own: OwnMedia;
  readonly session: LessonSession;
  readonly stage: StageDirector;
  readonly sound = new SoundPlayer();
  readonly views: ViewReporter;
  /** Whether this seat stands in its school's classroom, and so must not play its sound. */
  readonly inRoom = new Store(true);
  readonly #stops: (() => void)[];

  constructor({ lessonId, as, kind, link: given }: LiveSeatOptions) {
    this.kind = kind;
    // A classroom comes in to be heard; a person opens the own microphone.
    this.own = new OwnMedia({ muted: kind !== 'kit' });
    this.session = new LessonSession({ lessonId, as, own: this.own, ...(given && { link: given }) });
    const { store, remote, media, link } = this.session;
    this.stage = new StageDirector(store);
    this.views = new ViewReporter((tiles) => link.call('media:view', { tiles }));
    this.#stops = [
      remote.all.subscribe(this.#play),
      store.lesson.subscribe(this.#play),
      this.inRoom.subscribe(this.#play),
      media.subscribe(() => media.get() && this.views.tellAgain()),
      this.session.state.subscribe(() => this.session.state.get().kind === 'in' && this.views.tellAgain()),
    ];
  }

  start(): void {
    this.session.start();
    if (this.kind === 'companion') return;
    void this.own.openMicrophone();
    if (this.kind !== 'home') void this.own.openCamera();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.stage.close();
    this.views.close();
    this.sound.close();
    this.session.close();
  }

  readonly #play = (): void => {
    const { store, remote } = this.session;
    const me = store.me();
    const seats = store.lesson.get()?.seats ?? [];
    const playing = new Map<string, MediaStream>();
    for (const [key, { seatId, source, stream }] of remote.all.get()) {
      if (source !== 'microphone' && source !== 'screen-audio') continue;
      const other = seats.find((seat) => seat.seatId === seatId);
      if (me && other && hears(me, other, this.inRoom.get())) playing.set(key, stream);
    }
    this.sound.play(playing);
  };
}
