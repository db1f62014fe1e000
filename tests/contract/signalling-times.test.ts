import { companion, kit, lessonId, lessonPlan, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { PhaseId } from '@pluriclasse/shared/ids';
import type { LessonPlan } from '@pluriclasse/server/live/ports';
import { Caretaker } from '@pluriclasse/server/live/Caretaker';
import { afterEach, expect, test } from 'vitest';
import { joinWith, LiveServer } from '../support/signalling/liveServer.ts';

const minute = 60_000;
let server: LiveServer | undefined;
afterEach(() => server?.close());

/** A server whose clock and whose planned lesson a test moves. */
async function start(startsIn: number) {
  const at = { now: 1_900_000_000_000 };
  const planned: { plan: LessonPlan } = { plan: lessonPlan(at.now + startsIn) };
  const live = await LiveServer.create({
    now: () => at.now,
    plans: {
      find: () => Promise.resolve(planned.plan),
      markEnded: () => Promise.resolve(),
      setWatching: () => Promise.resolve(),
    },
  });
  server = live;
  return { live, at, planned };
}

test('a lesson opens ten minutes before its start, and the lobby hears of it', async () => {
  const { live, at } = await start(15 * minute);
  const room = await live.open(kit(1));
  expect((await room.call('lesson:watch', { lessonId })).lobby.phase).toBe('early');
  await expect(joinWith(room)).rejects.toMatchObject({ code: 'conflict', reason: 'early' });
  const caretaker = new Caretaker(live.lessons, live.deps.timings, live.deps.log);
  await caretaker.round();
  at.now += 6 * minute;
  await caretaker.round();
  caretaker.close();
  expect((await room.until('lobby:changed')).phase).toBe('open');
  const joined = await joinWith(room);
  // The first phase begins with the lesson, not with the first who comes early.
  expect(joined.state.plan.since).toBe(joined.state.startsAt);
});

test('a plan that is edited goes on where it is', async () => {
  const { live, planned } = await start(-minute);
  const { socket } = await live.join(teacher(1));
  await socket.call('plan:next', { from: 0 });
  const [first, second] = planned.plan.phases;
  if (first === undefined || second === undefined) throw new Error('The plan has two phases');
  planned.plan = {
    ...planned.plan,
    phases: [first, { ...first, phaseId: PhaseId.parse(lessonId), title: 'New' }, second],
  };
  await live.lessons.planChanged(lessonId);
  const { plan } = await socket.until('plan:changed', (event) => event.plan.phases.length === 3);
  expect(plan.phases[plan.current]?.title).toBe(second.title);
});

test('a lesson that is called off ends for those in it', async () => {
  const { live, planned } = await start(-minute);
  const { socket } = await live.join(companion(1, 1));
  planned.plan = { ...planned.plan, over: 'cancelled' };
  await live.lessons.planChanged(lessonId);
  expect((await socket.until('lesson:out')).reason).toBe('ended');
  await expect(joinWith(socket)).rejects.toMatchObject({ reason: 'ended' });
});
