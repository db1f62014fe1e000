import type { Event } from '@pluriclasse/shared/calls';
import type { SignallingEvents } from '@pluriclasse/shared/signalling/protocol';
import type { LessonState } from '@pluriclasse/shared/signalling/state';

/** The events that change the lesson's state: each carries the revision that it makes. */
export type LessonEventName =
  | 'lesson:seat-joined'
  | 'lesson:seat-changed'
  | 'lesson:seat-left'
  | 'lesson:waiting-changed'
  | 'lesson:stage-changed'
  | 'lesson:board-locked'
  | 'floor:changed'
  | 'plan:changed'
  | 'wall:posted'
  | 'wall:removed'
  | 'wall:open-changed'
  | 'recording:changed';
export type LessonEvent = {
  [N in LessonEventName]: { name: N; event: Event<SignallingEvents, N> };
}[LessonEventName];

/** What an event does to the state that it fits: the next state, its revision included. Pure. */
export function applyEvent(state: LessonState, { name, event }: LessonEvent): LessonState {
  const next = { ...state, revision: event.revision };
  switch (name) {
    case 'lesson:seat-joined':
    case 'lesson:seat-changed':
      return { ...next, seats: put(state.seats, event.seat) };
    case 'lesson:seat-left':
      return { ...next, seats: state.seats.filter(({ seatId }) => seatId !== event.seatId) };
    case 'lesson:waiting-changed':
      return { ...next, waiting: event.waiting };
    case 'lesson:stage-changed':
      return { ...next, stage: event.stage };
    case 'lesson:board-locked':
      return { ...next, board: { ...state.board, locked: event.locked } };
    case 'floor:changed':
      return { ...next, floor: event.floor };
    case 'plan:changed':
      return { ...next, plan: event.plan };
    case 'wall:posted':
      return { ...next, wall: { ...state.wall, messages: [...state.wall.messages, event.message] } };
    case 'wall:removed': {
      const messages = state.wall.messages.filter(({ messageId }) => messageId !== event.messageId);
      return { ...next, wall: { ...state.wall, messages } };
    }
    case 'wall:open-changed':
      return { ...next, wall: { ...state.wall, open: event.open } };
    case 'recording:changed':
      return { ...next, recording: event.recording };
  }
}

/** A seat keeps its place in the list: nothing jumps. */
function put<S extends { seatId: string }>(seats: readonly S[], seat: S): S[] {
  const known = seats.some(({ seatId }) => seatId === seat.seatId);
  return known ? seats.map((other) => (other.seatId === seat.seatId ? seat : other)) : [...seats, seat];
}
