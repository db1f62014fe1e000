import type { DeviceId, LessonId, SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Server as HttpServer } from 'node:http';
import { Counter } from 'prom-client';
import { attachBoardDoor } from './boards/attachBoardDoor.ts';
import { BoardHub } from './boards/BoardHub.ts';
import { PostgresBoardRepository } from './boards/PostgresBoardRepository.ts';
import type { Config } from './config.ts';
import type { Database } from './db/Database.ts';
import { isOwnOrigin } from './http/origin.ts';
import { withStudios } from './capsules/withStudios.ts';
import { lessonPlans } from './lessons/lessonPlans.ts';
import { BoardSeats } from './live/BoardSeats.ts';
import { Caretaker } from './live/Caretaker.ts';
import { createIceServers } from './live/iceServers.ts';
import { LiveLessons } from './live/LiveLessons.ts';
import { PostgresLessonStore } from './live/PostgresLessonStore.ts';
import { prometheusMeter } from './live/prometheusMeter.ts';
import type { Seat } from './live/Seat.ts';
import { timings } from './live/timings.ts';
import type { Log } from './log.ts';
import { SfuPool } from './media/SfuPool.ts';
import type { Metrics } from './ops/Metrics.ts';
import type { Services } from './services.ts';
import { SignallingDoor } from './signalling/SignallingDoor.ts';

interface LiveParts {
  readonly http: HttpServer;
  readonly config: Config;
  readonly log: Log;
  readonly now: Now;
  readonly database: Database;
  readonly services: Services;
  readonly metrics: Metrics;
}

export interface Live {
  readonly lessons: LiveLessons;
  readonly sfu: SfuPool;
  /** Schools with a seat in a lesson now. */
  here(lessonId: LessonId): readonly SchoolId[];
  /** Whether a device has a seat somewhere now. */
  seated(deviceId: DeviceId): boolean;
  /** Stores what runs and closes the doors of lessons and boards. Safe twice. */
  close(): Promise<void>;
}

/** Opens the running lessons, their boards, their media and the doors to them: part of the wiring of `server.ts`. */
export function openLive({ http, config, log, now, database, services, metrics }: LiveParts): Live {
  const { sessions, mirror, attendance } = services;
  const isOurs = (request: { headers: { origin?: string | undefined; host?: string | undefined } }) =>
    isOwnOrigin(request, config.publicUrl);
  const sfu = new SfuPool(
    config.sfu.nodes.map((url) => ({ url, secret: config.sfu.secret })),
    log,
  );
  const calls = new Counter({
    name: 'pluriclasse_calls_total',
    help: 'Calls on the signalling door, by name and outcome',
    labelNames: ['call', 'outcome'] as const,
    registers: [metrics.registry],
  });
  const door = new SignallingDoor({
    http,
    sessions,
    log,
    isOwnOrigin: isOurs,
    onCall: (call, outcome) => calls.inc({ call, outcome }),
  });
  const hub = new BoardHub({
    repository: new PostgresBoardRepository(database.db),
    log,
    now,
    onPage: (boardId, page) => lessons.findByBoard(boardId)?.recording.pageBrought(page),
    onDelay: (milliseconds) => metrics.boardDelaySeconds.observe(milliseconds / 1000),
  });
  const boardSeats = new BoardSeats({ findByBoard: (boardId) => lessons.findByBoard(boardId) }, (cookie, as) =>
    sessions.actorOf(cookie, as),
  );
  const lessons: LiveLessons = new LiveLessons({
    now,
    log,
    plans: withStudios(lessonPlans(services.lessons, services.lessonChanges), services.studios),
    occupants: mirror,
    attendance,
    store: new PostgresLessonStore(database.db, log),
    media: sfu,
    announcer: door.announcer,
    boards: {
      setLocked: (boardId, locked) => hub.setLocked(boardId, locked),
      stateOf: (boardId) => hub.stateOf(boardId),
      pageOf: (boardId) => hub.pageOf(boardId),
      stored: (boardId) => hub.stored(boardId),
      seatLeft: (seatId) => boardSeats.seatLeft(seatId),
      end: (boardId) => void hub.end(boardId).catch((error: unknown) => log.error({ err: error }, 'board not ended')),
    },
    capsules: services.recordingBook,
    meter: prometheusMeter(metrics),
    timings,
    iceServers: createIceServers(config.turn, now),
  });
  const caretaker = new Caretaker(lessons, timings, log);
  const boards = attachBoardDoor(http, { hub, access: boardSeats, log, isOwnOrigin: (_, request) => isOurs(request) });
  const unsubscribe = services.lessons.onChanged((lessonId) => {
    lessons.planChanged(lessonId).catch((error: unknown) => log.error({ err: error, lessonId }, 'change not followed'));
  });
  services.capsules.onWithdrawn(async ({ capsuleId, ranId }) => {
    if (ranId !== null) await lessons.capsuleWithdrawn(ranId, capsuleId);
  });
  services.recordingRules.onChanged((schoolId) => {
    lessons.recordingRulesChanged(schoolId).catch((error: unknown) => {
      log.error({ err: error, schoolId }, 'recording rules not followed');
    });
  });
  door.open(lessons);

  let closing: Promise<void> | undefined;
  const close = async () => {
    unsubscribe();
    caretaker.close();
    boards.close();
    await lessons.close();
    await door.close();
    await hub.close();
    sfu.close();
  };
  const isAt = (deviceId: DeviceId) => (seat: Seat) =>
    seat.identity === `device:${deviceId}` && seat.state.kind === 'here';
  return {
    lessons,
    sfu,
    here: (lessonId) => lessons.here(lessonId),
    seated: (deviceId) => [...lessons.running].some(({ present }) => present.some(isAt(deviceId))),
    close: () => (closing ??= close()),
  };
}
