import type { LobbyState } from '@pluriclasse/shared/signalling/lesson';
import type { LessonState } from '@pluriclasse/shared/signalling/state';
import type { LiveLesson } from './LiveLesson.ts';
import type { Seat } from './Seat.ts';
import type { StoredLesson } from './StoredLesson.ts';

/** What the lobby shows of a lesson. */
export function lobbyOf(lesson: LiveLesson): LobbyState {
  const { lessonId, title, startsAt, endsAt, sites } = lesson.planned;
  const { phase, here, plan } = lesson;
  return { lessonId, title, startsAt, endsAt, phase, sites: [...sites], here, plan, recording: lesson.recording.state };
}

/** The whole state as this seat may know it: who waits at the door is for teachers. */
export function stateFor(lesson: LiveLesson, seat: Seat): LessonState {
  const { lessonId, title, startsAt, endsAt, sites, boardId } = lesson.planned;
  return {
    lessonId,
    title,
    revision: lesson.revision,
    startsAt,
    endsAt,
    sites: [...sites],
    seats: lesson.present.map(({ view }) => view),
    waiting: seat.kind === 'desk' ? lesson.doorstep.waiting : [],
    floor: lesson.floor.state,
    plan: lesson.plan,
    wall: lesson.wall.state,
    stage: lesson.stage.state,
    recording: lesson.recording.state,
    board: { boardId, locked: lesson.boardLocked },
  };
}

/** What a server that takes over needs. */
export function storedOf(lesson: LiveLesson): StoredLesson {
  return {
    version: 1,
    revision: lesson.revision,
    plan: lesson.plan,
    stage: lesson.stage.state,
    boardLocked: lesson.boardLocked,
    wall: lesson.wall.state,
    floor: lesson.floor.stored,
    seats: lesson.present.map(({ stored }) => stored),
    recording: lesson.recording.stored,
    ...lesson.doorstep.stored,
  };
}
