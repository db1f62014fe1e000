import { AppError } from '@pluriclasse/shared/errors';
import { LessonId } from '@pluriclasse/shared/ids';
import { lessonCalls } from '@pluriclasse/shared/signalling/lesson';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LessonSession } from './LessonSession.ts';
import { SignalLink } from './link/SignalLink.ts';
import { OwnMedia } from './media/OwnMedia.ts';
import { FakeServer } from './testing/FakeServer.ts';
import { aLesson, aSeat, uuid } from './testing/lesson.ts';

// Node has no WebRTC: what is asked of media is tested where a browser is.
vi.mock('./media/device.ts', () => ({ loadDevice: () => Promise.resolve({ recvRtpCapabilities: {} }) }));
vi.mock('./media/certificate.ts', () => ({ createCertificate: () => Promise.reject(new Error('none')) }));
const links = vi.hoisted(() => ({ resumed: 0, made: 0 }));
vi.mock('./media/MediaLink.ts', () => ({
  MediaLink: class {
    usable = true;
    negotiated = Promise.resolve();
    constructor() {
      links.made += 1;
    }
    resume() {
      links.resumed += 1;
    }
    sends() {
      return false;
    }
    close() {}
  },
}));

const transport = {
  transportId: 't',
  iceParameters: { usernameFragment: 'u', password: 'p' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] },
};
const media = { routerRtpCapabilities: {}, iceServers: [] };

function aSession(options: { revision?: number; door?: boolean; gone?: boolean } = {}) {
  const state = { ...aLesson([aSeat(1, 1, 'desk'), aSeat(3, 2, 'kit')]), revision: options.revision ?? 7 };
  const calls: string[] = [];
  const said = <T>(name: string, reply: T): T => {
    calls.push(name);
    return reply;
  };
  let door = options.door ?? false;
  const server = new FakeServer({
    'lesson:watch': () =>
      said(
        'watch',
        lessonCalls['lesson:watch'].reply.parse({ lobby: { ...state, phase: 'open', here: [] }, media, serverTime: 1 }),
      ),
    'lesson:join': ({ resume }) =>
      said(
        resume ? `join ${resume.revision}` : 'join',
        lessonCalls['lesson:join'].reply.parse(
          door
            ? { status: 'waiting', seatId: uuid(1) }
            : {
                status: 'joined',
                seatId: uuid(1),
                serverTime: 1,
                state,
                media: { ...media, send: null, receive: transport, consumers: [] },
              },
        ),
      ),
    'lesson:return': ({ resume }) => {
      calls.push(`return ${resume.revision}`);
      if (options.gone) throw new AppError('not_found', 'gone');
      return lessonCalls['lesson:return'].reply.parse({
        seatId: uuid(1),
        serverTime: 1,
        state,
        consumers: [],
        level: { chosen: 'all', actual: 'all', stopSending: [] },
      });
    },
    'clock:read': () => ({ serverTime: 1 }),
  });
  const link = new SignalLink('staff', { socket: server, random: () => 0 });
  const session = new LessonSession({
    lessonId: LessonId.parse(uuid(900)),
    as: 'staff',
    own: new OwnMedia({ muted: true }),
    link,
  });
  session.start();
  return { session, server, calls, openDoor: () => (door = false) };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('LessonSession', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(links, { resumed: 0, made: 0 });
  });
  afterEach(() => void vi.useRealTimers());

  async function inside(options: Parameters<typeof aSession>[0] = {}) {
    const made = aSession(options);
    await settle();
    expect(made.session.state.get()).toEqual({ kind: 'lobby' });
    made.session.join();
    await settle();
    return made;
  }

  test('stands in the lobby, then is in by one call', async () => {
    const { session, calls } = await inside();
    expect(session.state.get()).toEqual({ kind: 'in' });
    expect(calls).toEqual(['watch', 'join']);
    expect(session.store.me()?.seatId).toBe(uuid(1));
    session.close();
  });

  test('waits at the door and joins once it is let in', async () => {
    const { session, server, openDoor } = await inside({ door: true });
    expect(session.state.get()).toEqual({ kind: 'at-door' });
    openDoor();
    server.tell('lesson:let-in', { seatId: uuid(1) });
    await settle();
    expect(session.state.get()).toEqual({ kind: 'in' });
    session.close();
  });

  test('fetches the state anew when an event was missed, once however many follow', async () => {
    const { session, server, calls } = await inside();
    for (const revision of [9, 10, 11]) server.tell('lesson:seat-left', { revision, seatId: uuid(3) });
    await settle();
    expect(calls).toEqual(['watch', 'join', 'join 7']);
    session.close();
  });

  test('comes back by itself with the transports it has', async () => {
    const { session, server, calls } = await inside();
    server.disconnect();
    expect(session.state.get()).toEqual({ kind: 'coming-back', attempt: 1 });
    await vi.advanceTimersByTimeAsync(200);
    expect(session.state.get()).toEqual({ kind: 'in' });
    expect(calls).toEqual(['watch', 'join', 'return 7']);
    expect(links).toEqual({ made: 1, resumed: 1 });
    session.close();
  });

  test('joins again where its transports are gone', async () => {
    const { session, server, calls } = await inside({ gone: true });
    server.disconnect();
    await vi.advanceTimersByTimeAsync(200);
    expect(session.state.get()).toEqual({ kind: 'in' });
    expect(calls).toEqual(['watch', 'join', 'return 7', 'join 7']);
    expect(links).toEqual({ made: 2, resumed: 0 });
    session.close();
  });

  test('is out when the server says so, and does not come back by itself', async () => {
    const { session, server, calls } = await inside();
    server.tell('lesson:out', { reason: 'sent-out' });
    expect(session.state.get()).toEqual({ kind: 'out', reason: 'sent-out' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toEqual(['watch', 'join']);
    session.close();
  });
});
