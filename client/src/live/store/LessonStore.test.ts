import { HandId, SeatId } from '@pluriclasse/shared/ids';
import { signallingEvents } from '@pluriclasse/shared/signalling/protocol';
import { describe, expect, test } from 'vitest';
import { aHand, aLesson, aSeat, uuid } from '../testing/lesson.ts';
import { LessonStore } from './LessonStore.ts';

function aStore() {
  const store = new LessonStore();
  const lesson = aLesson([aSeat(1, 1, 'desk'), aSeat(3, 2, 'kit')]);
  store.replace(SeatId.parse(uuid(1)), lesson);
  return { store, lesson };
}
const changed = (revision: number, n = 3, more = {}) => ({
  name: 'lesson:seat-changed' as const,
  event: signallingEvents['lesson:seat-changed'].parse({ revision, seat: aSeat(n, 2, 'kit', more) }),
});

describe('LessonStore', () => {
  test('applies what follows, drops what is old, and notices what is missing', () => {
    const { store } = aStore();
    expect(store.apply(changed(7, 3, { link: 'bad' }))).toBe('old');
    expect(store.lesson.get()?.seats[1]?.link).toBe('good');
    expect(store.apply(changed(8, 3, { link: 'bad' }))).toBe('applied');
    expect(store.lesson.get()?.seats[1]?.link).toBe('bad');
    expect(store.lesson.get()?.revision).toBe(8);
    expect(store.apply(changed(10))).toBe('gap');
    expect(store.lesson.get()?.revision).toBe(8);
  });

  test('keeps what overtook the reply that it takes, and nothing that does not follow it', () => {
    const { store, lesson } = aStore();
    store.apply(changed(8, 3, { link: 'slow' }));
    store.apply(changed(9, 3, { link: 'bad' }));
    store.apply(changed(11));
    store.replace(SeatId.parse(uuid(1)), { ...lesson, revision: 8 });
    expect(store.lesson.get()?.revision).toBe(9);
    expect(store.lesson.get()?.seats[1]?.link).toBe('bad');
    store.replace(SeatId.parse(uuid(1)), { ...lesson, revision: 40 });
    expect(store.lesson.get()?.seats[1]?.link).toBe('good');
  });

  test('keeps the places of seats and takes out who left', () => {
    const { store } = aStore();
    store.apply({
      name: 'lesson:seat-joined',
      event: signallingEvents['lesson:seat-joined'].parse({ revision: 8, seat: aSeat(5, 3, 'kit') }),
    });
    store.apply(changed(9));
    expect(store.lesson.get()?.seats.map(({ seatId }) => seatId)).toEqual([uuid(1), uuid(3), uuid(5)]);
    store.apply({
      name: 'lesson:seat-left',
      event: signallingEvents['lesson:seat-left'].parse({ revision: 10, seatId: uuid(3) }),
    });
    expect(store.lesson.get()?.seats.map(({ seatId }) => seatId)).toEqual([uuid(1), uuid(5)]);
    expect(store.me()?.seatId).toBe(uuid(1));
  });

  test('tells voices apart from the lesson, so that they redraw nothing else', () => {
    const { store } = aStore();
    let lessonTold = 0;
    let voicesTold = 0;
    store.lesson.subscribe(() => (lessonTold += 1));
    store.speaking.subscribe(() => (voicesTold += 1));
    const seatId = SeatId.parse(uuid(3));
    store.setSpeaking([{ seatId, volume: -20 }]);
    store.setSpeaking([]);
    store.setSpeaking([]);
    store.setLinks([]);
    expect([lessonTold, voicesTold]).toEqual([0, 2]);
  });

  test('takes the floor as it is told, with the talk measured so far', () => {
    const { store } = aStore();
    const hand = aHand(4, 2, 'Ilinca');
    const floor = {
      open: true,
      turn: { turnId: uuid(800), hand, since: 5, spoken: 1200 },
      queue: [],
      watching: [],
      talk: [],
      reason: 'empty',
    };
    store.apply({ name: 'floor:changed', event: signallingEvents['floor:changed'].parse({ revision: 8, floor }) });
    expect(store.lesson.get()?.floor.turn?.hand.handId).toBe(HandId.parse(hand.handId));
    expect(store.talk.get().turn).toBe(1200);
  });

  test('is recorded from the order that begins it to the one that ends it, in trouble or not', () => {
    const { store } = aStore();
    const tell = (revision: number, recording: object) =>
      store.apply({
        name: 'recording:changed',
        event: signallingEvents['recording:changed'].parse({ revision, recording }),
      });
    const since = Date.UTC(2026, 10, 17, 9, 43);
    expect(tell(8, { kind: 'on', since, trouble: null })).toBe('applied');
    expect(store.lesson.get()?.recording).toEqual({ kind: 'on', since, trouble: null });
    expect(tell(9, { kind: 'on', since, trouble: 'disk-full' })).toBe('applied');
    expect(store.lesson.get()?.recording).toMatchObject({ since, trouble: 'disk-full' });
    expect(tell(9, { kind: 'off', may: false, refusing: [] })).toBe('old');
    expect(tell(10, { kind: 'off', may: true, refusing: [] })).toBe('applied');
    expect(store.lesson.get()?.recording).toEqual({ kind: 'off', may: true, refusing: [] });
  });

  test('learns at a return that the lesson came to be recorded', () => {
    const { store, lesson } = aStore();
    const recording = { kind: 'on' as const, since: 5, trouble: null };
    store.replace(SeatId.parse(uuid(1)), { ...lesson, revision: 12, recording });
    expect(store.lesson.get()?.recording).toEqual(recording);
  });
});
