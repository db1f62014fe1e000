import { LessonStore } from '@pluriclasse/client/live/store/LessonStore';
import type { LessonEvent } from '@pluriclasse/client/live/store/applyEvent';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { LessonState } from '@pluriclasse/shared/signalling/state';
import { lessonId } from '@pluriclasse/server/live/testing/demoLesson';
import type { LiveServer } from './liveServer.ts';
import type { SeatSocket } from './SeatSocket.ts';

/** A seat that keeps the state as a page does: from the join's reply, then by the events alone. */
export class ModelSeat {
  readonly actor: Actor;
  readonly #server: LiveServer;
  readonly #cookie: string;
  store = new LessonStore();
  socket: SeatSocket | undefined;
  /** Whether it has a seat, as far as it was told. */
  seated = false;
  gaps = 0;
  /** Errors that no honest use explains. */
  readonly faults: unknown[] = [];

  constructor(server: LiveServer, actor: Actor) {
    this.#server = server;
    this.actor = actor;
    this.#cookie = server.signIn(actor);
  }

  get state(): LessonState | undefined {
    return this.seated ? this.store.lesson.get() : undefined;
  }

  async join(): Promise<void> {
    await this.attempt(async () => {
      if (!this.socket?.socket.connected) this.#follow(await this.#server.open(this.actor, this.#cookie));
      const { socket } = this;
      const reply = await socket?.call('lesson:join', { lessonId, rtpCapabilities: {} });
      if (reply?.status !== 'joined' || socket !== this.socket) return;
      this.store.replace(reply.seatId, reply.state);
      this.seated = true;
    });
  }

  async leave(): Promise<void> {
    this.seated = false;
    await this.attempt(() => this.socket?.call('lesson:leave', {}));
  }

  drop(): void {
    this.seated = false;
    this.socket?.close();
  }

  /** Does something that the lesson may refuse. */
  async attempt(act: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await act();
    } catch (error) {
      const refused = error instanceof AppError && error.code !== 'internal' && error.code !== 'bad_request';
      if (!refused) this.faults.push(error);
    }
  }

  #follow(socket: SeatSocket): void {
    this.socket = socket;
    socket.socket.onAny((name: string, event: unknown) => {
      if (socket !== this.socket) return;
      if (name === 'lesson:out') this.seated = false;
      // Its schema was checked by the socket; what is no change of the state is ignored by the check of its revision.
      const change = { name, event } as LessonEvent;
      if (!this.seated || typeof change.event.revision !== 'number') return;
      if (this.store.apply(change) === 'gap') this.gaps += 1;
    });
  }
}
