import { afterEach, expect, test, vi } from 'vitest';
import { Caretaker } from './Caretaker.ts';
import { LiveLessons } from './LiveLessons.ts';
import type { Announcer, Connection } from './ports.ts';
import { lessonId } from './testing/demoLesson.ts';
import { fakeDeps } from './testing/fakeDeps.ts';
import { timings } from './timings.ts';

let now = 1_800_000_000_000;
const minute = 60_000;
const emit = vi.fn<Announcer['emit']>();

async function running() {
  const deps = fakeDeps({ announcer: { emit, flush: () => undefined }, now: () => now });
  const lessons = new LiveLessons(deps);
  const caretaker = new Caretaker(lessons, timings, deps.log);
  closing.push(() => caretaker.close());
  return { deps, lessons, caretaker, lesson: await lessons.open(lessonId) };
}
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const watcher: Connection = { id: 'w', open: true, enter: () => undefined, exit: () => undefined };

test('tells the lobby when the lesson ends by the clock', async () => {
  const { caretaker, lesson } = await running();
  lesson.watchers.add(watcher);
  await caretaker.round();
  expect(emit).not.toHaveBeenCalled();
  now += 76 * minute;
  await caretaker.round();
  expect(emit.mock.calls.map(([, name]) => name)).toEqual(['lobby:changed']);
});

test('closes the media room of an empty lesson, then puts the lesson away', async () => {
  const { deps, lessons, caretaker, lesson } = await running();
  await lesson.media.ensure();
  await caretaker.round();
  now += 2 * minute;
  await caretaker.round();
  expect(deps.media.rooms.map(({ closed }) => closed)).toEqual([true]);
  expect(lessons.find(lessonId)).toBe(lesson);
  now += 10 * minute;
  await caretaker.round();
  expect(lessons.find(lessonId)).toBeUndefined();
  expect(await lessons.open(lessonId)).not.toBe(lesson);
});

test('keeps the room ready while someone stands in the lobby', async () => {
  const { deps, lessons, caretaker, lesson } = await running();
  lesson.watchers.add(watcher);
  await lesson.media.ensure();
  await caretaker.round();
  now += 20 * minute;
  await caretaker.round();
  expect(deps.media.room.closed).toBe(false);
  expect(lessons.find(lessonId)).toBe(lesson);
});
