import type { Actor } from '@pluriclasse/shared/domain/actor';
import { SeatId } from '@pluriclasse/shared/ids';
import { signallingCalls, type SignallingCalls } from '@pluriclasse/shared/signalling/protocol';
import { companion, home, kit, lessonId, schools, staff, teacher } from '@pluriclasse/server/live/testing/demoLesson';
import { Reply } from '../support/signalling/Reply.ts';
import { LiveServer, speakingAs } from '../support/signalling/liveServer.ts';
import { SeatSocket } from '../support/signalling/SeatSocket.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Name = keyof SignallingCalls;
type Role = 'teacher' | 'co-teacher' | 'kit' | 'companion' | 'home' | 'stranger' | 'coordinator' | 'nobody';
const roles: Role[] = ['teacher', 'co-teacher', 'kit', 'companion', 'home', 'stranger', 'coordinator', 'nobody'];

const actors: Record<Exclude<Role, 'nobody'>, Actor> = {
  teacher: teacher(1),
  'co-teacher': teacher(2),
  kit: kit(2),
  companion: companion(1, 1),
  home: home(2, 21),
  // Of a school that takes no part.
  stranger: teacher(3),
  coordinator: staff(1, ['coordinator'], 9),
};

/** Ids that fit no seat, hand or message: what is allowed then fails for another reason than permission. */
const absent = '00000000-0000-4000-8000-00000000dead';
const requests: { [N in Name]: unknown } = {
  'lesson:watch': { lessonId },
  'lesson:join': { lessonId, rtpCapabilities: {} },
  'lesson:return': { lessonId, resume: { seatId: absent, revision: 1 } },
  'lesson:leave': {},
  'lesson:end': {},
  'seat:let-in': { seatId: absent },
  'seat:send-out': { seatId: absent },
  'seat:mute': { seatId: absent },
  'site:mute': { schoolId: schools[0] },
  'stage:set': { stage: { show: 'board' } },
  'board:set-locked': { locked: true },
  'clock:read': {},
  'media:probe': {},
  'media:connect': { transportId: 't', dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] } },
  'media:restart-ice': { transportId: 't' },
  'media:produce': { source: 'microphone', kind: 'audio', rtpParameters: {}, paused: false },
  'media:stop': { source: 'microphone' },
  'media:pause': { source: 'microphone' },
  'media:resume': { source: 'microphone' },
  'media:view': { tiles: [] },
  'media:set-receive-level': { level: 'sound' },
  'floor:raise': {},
  'floor:lower': { handId: absent },
  'floor:lower-all': {},
  'floor:give': { schoolId: schools[0] },
  'floor:pass': {},
  'floor:end-turn': {},
  'floor:set-open': { open: true },
  'floor:set-watching': { watching: false },
  'plan:next': { from: 0 },
  'plan:back': { from: 1 },
  'plan:extend': { minutes: 1 },
  'wall:post': { text: 'Hello' },
  'wall:remove': { messageId: absent },
  'wall:set-open': { open: false },
  'recording:start': {},
  'recording:stop': {},
};

/**
 * What each role is answered: teacher, co-teacher, kit, companion, home; strangers and coordinators have no seat.
 * `+` ok, `-` forbidden, `?` allowed, but there is no such thing.
 */
const seated: { [N in Name]: string } = {
  'lesson:watch': '+++++',
  'lesson:join': '+++++',
  'lesson:return': '?????',
  'media:probe': '+++++',
  'clock:read': '+++++',
  'media:connect': '+++++',
  'media:restart-ice': '+++++',
  'media:view': '+++++',
  'media:set-receive-level': '+++++',
  'media:produce': '+++-+',
  'media:pause': '+++?+',
  'media:resume': '+++-+',
  'media:stop': '+++++',
  'floor:raise': '++-++',
  'floor:lower': '+++++',
  'floor:lower-all': '++---',
  'floor:give': '++---',
  'floor:pass': '++---',
  'floor:end-turn': '++---',
  'floor:set-open': '++---',
  'floor:set-watching': '++---',
  'plan:next': '++---',
  'plan:back': '++---',
  'plan:extend': '++---',
  'wall:post': '++---',
  'wall:remove': '++---',
  'wall:set-open': '++---',
  'stage:set': '++---',
  'site:mute': '++---',
  'seat:mute': '??---',
  'seat:let-in': '??---',
  'seat:send-out': '??---',
  'board:set-locked': '++---',
  'recording:start': '++---',
  'recording:stop': '++---',
  'lesson:end': '++---',
  'lesson:leave': '+++++',
};
/** In an order in which earlier calls do not spoil later ones. */
const names = Object.keys(seated) as Name[];

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.create();
});
afterAll(() => server.close());

test('the table has every call of the protocol', () => {
  expect(names.toSorted()).toEqual(Object.keys(signallingCalls).toSorted());
});

/** What the lesson answers to every call by one who is seated, as a row of marks. */
async function answersTo(role: Exclude<Role, 'nobody'>): Promise<Record<string, string>> {
  await server.close();
  server = await LiveServer.create();
  const desk = await server.join(teacher(2, 7));
  const socket = await server.open(actors[role]);
  const answers: Record<string, string> = {};
  for (const name of names) {
    // The end is tried last and would end all the others.
    const reply = Reply.parse(await socket.raw(name, requests[name]));
    answers[name] = markOf(reply);
    if (name === 'lesson:join' && role === 'home') await letIn(desk.socket, socket);
  }
  return answers;
}

/** A pupil at home waits at the door first. */
async function letIn(desk: SeatSocket, pupil: SeatSocket): Promise<void> {
  const [waiting] = (await desk.until('lesson:waiting-changed')).waiting;
  await desk.call('seat:let-in', { seatId: SeatId.parse(waiting?.seatId) });
  await pupil.until('lesson:let-in');
  await pupil.call('lesson:join', { lessonId, rtpCapabilities: {} });
}

function markOf(reply: Reply): string {
  if (reply.ok) return '+';
  if (reply.error.code === 'forbidden') return '-';
  return reply.error.code === 'not_found' ? '?' : reply.error.code;
}

describe.each(roles.slice(0, 5) as Exclude<Role, 'nobody'>[])('%s', (role) => {
  test('is answered as the table says', async () => {
    const column = roles.indexOf(role);
    const expected: Record<string, string | undefined> = Object.fromEntries(
      names.map((name) => [name, seated[name][column]]),
    );
    const answers = await answersTo(role);
    // After the end there is nothing to leave.
    if (expected['lesson:end'] === '+') expected['lesson:leave'] = 'conflict';
    expect(answers).toEqual(expected);
  });
});

describe.each(['stranger', 'coordinator'] as const)('%s', (role) => {
  /** Whoever may not in has no seat, and without a seat there is nothing to do. */
  const expected = (name: Name) =>
    name === 'clock:read' ? '+' : ['lesson:watch', 'lesson:join', 'lesson:return'].includes(name) ? '-' : 'conflict';

  test.each(names)('%s gets nowhere', async (name) => {
    const socket = await server.open(actors[role]);
    expect(markOf(Reply.parse(await socket.raw(name, requests[name])))).toBe(expected(name));
    socket.close();
  });
});

test('nobody is not let through the door', async () => {
  const socket = SeatSocket.make(server.origin, { as: 'staff' });
  expect(await socket.connect()).toMatchObject({ code: 'unauthenticated' });
});

test('a tablet that no pupil took takes no part', async () => {
  const actor = companion(1, undefined);
  const socket = await SeatSocket.open(server.origin, { cookie: server.signIn(actor), as: speakingAs(actor) });
  await expect(socket.call('lesson:watch', { lessonId })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(socket.call('lesson:join', { lessonId, rtpCapabilities: {} })).rejects.toMatchObject({
    code: 'forbidden',
  });
  socket.close();
});
