import type { SeatId } from '@pluriclasse/shared/ids';
import { stateFor } from '@pluriclasse/server/live/views';
import type { LiveLesson } from '@pluriclasse/server/live/LiveLesson';
import { isDeepStrictEqual } from 'node:util';
import type { LessonState } from '@pluriclasse/shared/signalling/state';
import { companion, home, kit, lessonId, schools, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { expect, test, vi } from 'vitest';
import { seededRandom } from '../support/board/seededRandom.ts';
import { LiveServer } from '../support/signalling/liveServer.ts';
import { ModelSeat } from '../support/signalling/ModelSeat.ts';

const steps = 250;
const stream = { rtpParameters: {}, paused: false } as const;

/** One thing that a seat may try; most are refused to some. */
function act(seat: ModelSeat, next: () => number): Promise<void> {
  const call = seat.socket?.socket.connected ? seat.socket.call : undefined;
  const pick = <T>(list: readonly T[] | undefined): T | undefined => list?.[Math.floor(next() * list.length)];
  const { state } = seat;
  const someone = pick(state?.seats);
  const hand = pick(state?.floor.queue);
  const waiting = pick(state?.waiting);
  const message = pick(state?.wall.messages);
  const open = next() < 0.5;
  const choices: (() => Promise<unknown> | undefined)[] = [
    () => seat.join(),
    () => seat.join(),
    () => seat.join(),
    () => (open ? seat.leave() : Promise.resolve(seat.drop())),
    () => call?.('floor:raise', {}),
    () => call?.('floor:raise', {}),
    () => hand && call?.('floor:lower', { handId: hand.handId }),
    () => hand && call?.('floor:give', { handId: hand.handId }),
    () => call?.('floor:pass', {}),
    () => call?.('floor:set-open', { open: next() < 0.9 }),
    () => call?.('plan:next', { from: state?.plan.current ?? 0 }),
    () => call?.('plan:back', { from: state?.plan.current ?? 0 }),
    () => call?.('wall:set-open', { open }),
    () => call?.('wall:post', { text: `Message ${next()}` }),
    () => message && call?.('wall:remove', { messageId: message.messageId }),
    () => call?.(open ? 'recording:start' : 'recording:stop', {}),
    () => call?.('media:produce', { source: 'microphone', kind: 'audio', ...stream }),
    () => call?.('media:produce', { source: 'screen', kind: 'video', ...stream }),
    () => call?.(open ? 'media:pause' : 'media:resume', { source: 'microphone' }),
    () => call?.('media:stop', { source: open ? 'screen' : 'microphone' }),
    () => call?.('stage:set', { stage: { show: open ? 'board' : 'people' } }),
    () => call?.('board:set-locked', { locked: open }),
    () => call?.('site:mute', { schoolId: schools[0] }),
    () => someone && call?.('seat:mute', { seatId: someone.seatId }),
    () => (someone && next() < 0.3 ? call?.('seat:send-out', { seatId: someone.seatId }) : undefined),
    () => waiting && call?.(open ? 'seat:let-in' : 'seat:send-out', { seatId: waiting.seatId }),
    () => waiting && call?.('seat:let-in', { seatId: waiting.seatId }),
  ];
  return seat.attempt(pick(choices) ?? (() => undefined));
}

/** What must be the same for all: without what only teachers know and without the order of arrival. */
function common(state: LessonState | undefined) {
  return state && { ...state, waiting: [], seats: state.seats.toSorted((a, b) => a.seatId.localeCompare(b.seatId)) };
}

/** Seats that do not know what the lesson knows: at rest there are none. */
function astray(seats: readonly ModelSeat[], lesson: LiveLesson): string[] {
  const seated = seats.filter((seat) => seat.seated);
  return seated.flatMap(({ actor, store, state }) => {
    const seat = lesson.seats.get(store.seatId.get() as SeatId); // an id that is no seat's finds nothing
    const truth = seat && stateFor(lesson, seat);
    return isDeepStrictEqual(common(state), common(truth)) ? [] : [actor.kind];
  });
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'seats that follow the events know what the lesson knows (seed %i)',
  async (seed) => {
    const server = await LiveServer.create();
    const next = seededRandom(seed);
    const actors = [
      teacher(1),
      teacher(2),
      kit(1),
      kit(2),
      companion(1, 1),
      companion(1, 2, 2),
      companion(2, 21),
      home(2, 22),
    ];
    const seats = actors.map((actor) => new ModelSeat(server, actor));
    await Promise.all(seats.map((seat) => seat.join()));
    const lesson = await server.lessons.open(lessonId);
    let running: Promise<void>[] = [];
    for (let step = 0; step < steps; step++) {
      const seat = seats[Math.floor(next() * seats.length)];
      if (seat) running.push(act(seat, next));
      if (next() < 0.02) server.deps.media.rooms.findLast(({ closed }) => !closed)?.die();
      // Some orders cross on their way, some follow the replies.
      if (next() < 0.4) {
        await Promise.all(running);
        running = [];
        await vi.waitUntil(() => astray(seats, lesson).length === 0, { interval: 2, timeout: 10_000 });
      }
    }
    await Promise.all(running);

    const late = new ModelSeat(server, teacher(1, 9));
    await late.join();
    const truth = late.state;
    expect(truth).toBeDefined();
    for (const seat of seats.filter(({ seated }) => seated)) {
      await expect.poll(() => seat.state?.revision, { timeout: 10_000 }).toBe(truth?.revision);
      expect(common(seat.state)).toEqual(common(truth));
      const isTeacher = seat.actor.kind === 'staff';
      expect(seat.state?.waiting).toEqual(isTeacher ? truth?.waiting : []);
    }
    expect(seats.map(({ gaps }) => gaps)).toEqual(seats.map(() => 0));
    expect(seats.flatMap(({ faults }) => faults)).toEqual([]);
    expect(seats.flatMap(({ socket }) => socket?.malformed ?? [])).toEqual([]);
    // The node has a peer for each seat that has media, and for nobody else.
    const withMedia = lesson.present.filter(({ media }) => media === 'open').map(({ seatId }) => seatId);
    expect([...server.deps.media.room.peers.keys()].toSorted()).toEqual(withMedia.toSorted());
    await server.close();
  },
);
