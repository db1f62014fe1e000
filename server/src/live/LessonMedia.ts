import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { MediaRoomLink, MediaRooms, RoomListener } from '../media/MediaRoomLink.ts';
import { setTimeout } from 'node:timers/promises';
import type { LiveLog } from './ports.ts';
import type { Timings } from './timings.ts';

/** What the lesson wants to know of its room, beside what the room tells. */
interface LessonMediaOptions {
  readonly lessonId: LessonId;
  readonly rooms: MediaRooms;
  readonly log: LiveLog;
  readonly listener: RoomListener;
  /** A room was opened, at first or anew. */
  readonly onOpened: (link: MediaRoomLink) => void;
  readonly timings: Pick<Timings, 'roomTries' | 'roomPause'>;
}

/** The media room of one lesson: opened when it is first needed, opened anew after it was lost, one at a time. */
export class LessonMedia {
  readonly #options: LessonMediaOptions;
  #opening: Promise<MediaRoomLink> | undefined;
  #link: MediaRoomLink | undefined;
  #closed = false;

  constructor(options: LessonMediaOptions) {
    this.#options = options;
  }

  get open(): boolean {
    return this.#link !== undefined && !this.#link.closed;
  }

  /** The room as it is now. @throws AppError `unavailable` when it is gone. */
  get link(): MediaRoomLink {
    if (this.#link === undefined || this.#link.closed) throw new AppError('unavailable', 'The media room is gone');
    return this.#link;
  }

  /** What browsers have to know before they join. A server that has just started waits for its first node. */
  async offer(): Promise<ReturnType<MediaRooms['offer']>> {
    try {
      return this.#options.rooms.offer();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      await this.ensure();
      return this.#options.rooms.offer();
    }
  }

  /** The room, opened if it is not. Rejects with `unavailable` while no node can be reached. */
  ensure(): Promise<MediaRoomLink> {
    if (this.#closed) return Promise.reject(new AppError('conflict', 'The lesson is over'));
    if (this.#link !== undefined && !this.#link.closed) return Promise.resolve(this.#link);
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** A worker that died is replaced within a second or so: whoever wants the room waits for that. */
  async #open(): Promise<MediaRoomLink> {
    const { roomTries, roomPause } = this.#options.timings;
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#openOnce();
      } catch (error) {
        const hopeless = !(error instanceof AppError) || error.code !== 'unavailable' || tried >= roomTries;
        if (hopeless || this.#closed) throw error;
        await setTimeout(roomPause);
      }
    }
  }

  async #openOnce(): Promise<MediaRoomLink> {
    const { lessonId, rooms, listener, log, onOpened } = this.#options;
    const link = await rooms.openRoom(lessonId, {
      consumerAdded: (fact) => listener.consumerAdded(fact),
      consumerClosed: (fact) => listener.consumerClosed(fact),
      consumerChanged: (fact) => listener.consumerChanged(fact),
      speaking: (fact) => listener.speaking(fact),
      levelChanged: (fact) => listener.levelChanged(fact),
      linksChanged: (fact) => listener.linksChanged(fact),
      connectionChanged: (fact) => listener.connectionChanged(fact),
      recording: (fact) => listener.recording(fact),
      lost: (goneFor) => {
        this.#link = undefined;
        listener.lost(goneFor);
      },
    });
    if (this.#closed) {
      await link.close();
      throw new AppError('conflict', 'The lesson is over');
    }
    this.#link = link;
    log.info({ lessonId }, 'media room opened');
    onOpened(link);
    return link;
  }

  /** Closes the room; it opens anew when it is needed. Safe twice. */
  async release(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    await link?.close();
  }

  /** Closes the room for good. Safe twice. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => undefined);
    await this.release();
  }
}
