import type { AttendanceSpan } from '@pluriclasse/shared/api/lessons';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { DeviceId, LessonId, PupilId, SchoolId, SeatId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { randomUUID } from 'node:crypto';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import { jointOf } from '../twinnings/twinnings.service.ts';
import * as repository from './attendance.repository.ts';
import type { PresenceRow } from './attendance.repository.ts';
import type { Lessons } from './lessons.service.ts';

/** One stretch of presence, as it begins. */
export interface Arrival {
  readonly lessonId: LessonId;
  readonly seatId: SeatId;
  readonly schoolId: SchoolId;
  readonly kind: SeatKind;
  readonly staffId: StaffId | undefined;
  readonly pupilId: PupilId | undefined;
  readonly deviceId: DeviceId | undefined;
}

/** How often it is noted that those present still are; a crash loses at most this much. */
const SEEN_EVERY = 30_000;
/** Who was not seen for so long is not there: its server died, and nobody has taken the lesson up. */
const LOST_AFTER = 4 * SEEN_EVERY;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly lessons: Lessons;
}

/**
 * Who was in which lesson from when to when. Writing never rejects, since a lesson doesn't stop for its register:
 * entries go one after the other, and one that fails is logged.
 */
export class Attendance {
  readonly #deps: Deps;
  /** Those present now, by lesson. */
  readonly #present = new Map<LessonId, Set<SeatId>>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#timer = setInterval(() => this.#seen(), SEEN_EVERY);
    this.#timer.unref();
  }

  arrived(arrival: Arrival, at: number): void {
    const { lessonId, seatId, staffId = null, pupilId = null, deviceId = null } = arrival;
    this.#present.set(lessonId, (this.#present.get(lessonId) ?? new Set()).add(seatId));
    const span = { ...arrival, staffId, pupilId, deviceId, spanId: randomUUID(), from: at, seen: at, to: null };
    this.#write(lessonId, (db) => repository.insertSpan(db, span));
  }

  left(lessonId: LessonId, seatId: SeatId, at: number): void {
    const seats = this.#present.get(lessonId);
    seats?.delete(seatId);
    if (seats?.size === 0) this.#present.delete(lessonId);
    this.#write(lessonId, (db) => repository.endSpan(db, lessonId, seatId, at));
  }

  /** Ends what a crash left open, when it was last known to be true. Call before the first arrival. */
  async recover(lessonId: LessonId): Promise<void> {
    this.#write(lessonId, (db) => repository.endOpenSpans(db, lessonId));
    await this.#writing;
  }

  /** The register of a lesson, for its schools' staff. Pupils go by their alias. */
  async read(actor: Actor, lessonId: LessonId): Promise<AttendanceSpan[]> {
    const found = await this.#deps.lessons.find(lessonId);
    const { twinning } = visible(actor, 'lesson:read', found, (record) => jointOf(record.twinning));
    permit(actor, 'lesson:attendance', jointOf(twinning));
    await this.#writing;
    const rows = await repository.listSpans(this.#deps.db, lessonId);
    return rows.map(({ span, staffName, alias, roomName, deviceName }) => ({
      seatId: span.seatId,
      schoolId: span.schoolId,
      kind: span.kind,
      name: staffName ?? alias ?? roomName ?? deviceName ?? '',
      pupilId: span.pupilId,
      from: span.from,
      to: span.to,
    }));
  }

  /** Who was there while these lessons took place, for other services, which decide themselves what they give away. */
  async presence(lessonIds: readonly LessonId[]): Promise<PresenceRow[]> {
    await this.#writing;
    return repository.listPresence(this.#deps.db, lessonIds);
  }

  /** Waits for what is being written. Safe twice. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #seen(): void {
    const lessonIds = [...this.#present.keys()];
    if (lessonIds.length > 0) this.#write(undefined, (db) => repository.markSeen(db, lessonIds, this.#deps.now()));
    // After what is seen here was noted, so that only the lost are found.
    this.#write(undefined, (db) => repository.endStaleSpans(db, this.#deps.now() - LOST_AFTER));
  }

  #write(lessonId: LessonId | undefined, entry: (db: Db) => Promise<void>): void {
    this.#writing = this.#writing
      .then(() => entry(this.#deps.db))
      .catch((error: unknown) => this.#deps.log.error({ err: error, lessonId }, 'attendance not written'));
  }
}
