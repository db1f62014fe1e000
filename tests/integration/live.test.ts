import { readAttendance } from '@pluriclasse/shared/api/lessons';
import { removeStaff, takeStaffBack } from '@pluriclasse/shared/api/schools';
import { readMe, signIn } from '@pluriclasse/shared/api/sessions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveStack } from '../support/live/LiveStack.ts';
import { joinLesson, microphone } from '../support/live/joinLesson.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';

let stack: LiveStack;
beforeAll(async () => {
  stack = await LiveStack.create();
});
afterAll(() => stack.close());

const [here, there] = ['Roccaverde', 'Valea Mică'] as const;

describe('a lesson of two schools on a real node', () => {
  it('brings everything with the join and forwards what seats send', async () => {
    const desk = await stack.desk(here);
    const { joined } = await joinLesson(stack, desk);
    expect(joined.media.send?.iceCandidates.length).toBeGreaterThan(0);

    const kit = await stack.device(there, 'kit');
    const { joined: kitSeat } = await joinLesson(stack, kit);
    await kit.call('media:produce', microphone(1001));
    const added = await desk.until('media:consumer-added', ({ source }) => source === 'microphone');
    expect(added.seatId).toBe(kitSeat.seatId);
    expect(added.rtpParameters).toHaveProperty('encodings');

    await desk.call('seat:mute', { seatId: kitSeat.seatId });
    await desk.until('media:consumer-changed', ({ producerPaused }) => producerPaused);
    await kit.call('media:resume', { source: 'microphone' });
    await desk.until('media:consumer-changed', ({ producerPaused }) => !producerPaused);
    await kit.call('lesson:leave', {});
    expect((await desk.until('media:consumer-closed')).consumerId).toBe(added.consumerId);
    await desk.call('lesson:leave', {});
  });

  it('refuses a companion that would send, in the server and in the node', async () => {
    const tablet = await stack.device(here, 'companion');
    const { joined } = await joinLesson(stack, tablet);
    expect(joined.media.send).toBeNull();
    for (const source of ['microphone', 'camera'] as const) {
      const sent = tablet.call('media:produce', { ...microphone(2002), source });
      await expect(sent).rejects.toMatchObject({ code: 'forbidden' });
    }
    // Even if the server's rule were gone, the node has its own.
    const lesson = await stack.server.live.lessons.open(stack.lessonId);
    const past = lesson.media.link.openProducer({ peerKey: joined.seatId, ...microphone(2002) });
    await expect(past).rejects.toMatchObject({ code: 'forbidden' });
    await tablet.call('lesson:leave', {});
  });

  it('follows a school that only watches, and keeps that with the lesson', async () => {
    const desk = await stack.desk(here);
    const { joined } = await joinLesson(stack, desk);
    const own = joined.state.seats.find(({ seatId }) => seatId === joined.seatId)?.schoolId;
    await desk.call('floor:set-watching', { watching: true });
    expect((await desk.until('floor:changed')).floor.watching).toEqual([own]);
    const tablet = await stack.device(here, 'companion');
    const { joined: late } = await joinLesson(stack, tablet);
    expect(late.state.floor.watching).toEqual([own]);
    await tablet.call('lesson:leave', {});
    await desk.call('floor:set-watching', { watching: false });
    expect((await desk.until('floor:changed', ({ floor }) => floor.watching.length === 0)).floor.watching).toEqual([]);
    await desk.call('lesson:leave', {});
  });

  it('tries the ways to the node before a join', async () => {
    const tablet = await stack.device(there, 'companion');
    await tablet.call('lesson:watch', { lessonId: stack.lessonId });
    const { probe } = await tablet.call('media:probe', {});
    expect(probe.iceCandidates.map(({ protocol }) => protocol)).toEqual(expect.arrayContaining(['udp', 'tcp']));
    expect((await tablet.call('media:probe', {})).probe.transportId).not.toBe(probe.transportId);
  });

  it('restarts ICE on the transports of a seat that came back', async () => {
    const kit = await stack.device(there, 'kit');
    const { joined } = await joinLesson(stack, kit);
    kit.close();
    const again = await stack.device(there, 'kit');
    const { seatId, state } = joined;
    const back = await again.call('lesson:return', {
      lessonId: stack.lessonId,
      resume: { seatId, revision: state.revision },
    });
    expect(back.seatId).toBe(seatId);
    const { transportId, iceParameters } = joined.media.receive;
    const restarted = await again.call('media:restart-ice', { transportId });
    expect(restarted.iceParameters.usernameFragment).not.toBe(iceParameters.usernameFragment);
    await again.call('lesson:leave', {});
  });

  it('goes on at a new room after the worker of the old one died', async () => {
    const desk = await stack.desk(there);
    const { joined } = await joinLesson(stack, desk);
    const [pid] = await stack.sfu.workerPids();
    process.kill(pid ?? 0, 'SIGKILL');
    await desk.until('media:lost');
    const { joined: again } = await joinLesson(stack, desk, joined);
    expect(again.seatId).toBe(joined.seatId);
    expect(again.media.receive.transportId).not.toBe(joined.media.receive.transportId);
    await desk.call('lesson:leave', {});
  });
});

describe('what is kept', () => {
  it('lets seats come back by themselves after the server was replaced', async () => {
    const desk = await stack.desk(here, 1);
    const { joined } = await joinLesson(stack, desk);
    const [phase] = joined.state.plan.phases;
    expect(phase).toBeDefined();
    await desk.call('plan:next', { from: joined.state.plan.current });
    await desk.call('wall:post', { text: 'We are twelve today' });
    const { plan } = await desk.until('plan:changed');
    const gone = desk.closed();
    await stack.restart();
    await gone;

    const next = await stack.desk(here, 1);
    const { joined: back } = await joinLesson(stack, next, joined);
    expect(back.seatId).toBe(joined.seatId);
    expect(back.state.plan).toEqual(plan);
    expect(back.state.wall.messages.map(({ text }) => text)).toContain('We are twelve today');
    await next.call('lesson:leave', {});
  });

  it('has everyone in the register, with a beginning and an end', async () => {
    const browser = await stack.signedIn(here);
    const answer = await browser.call(readAttendance, { params: { lessonId: stack.lessonId } });
    const { spans } = answer.data;
    expect(new Set(spans.map(({ kind }) => kind))).toEqual(new Set(['desk', 'kit', 'companion']));
    expect(spans.every(({ from, to }) => to !== null && to >= from)).toBe(true);
  });
});

describe('whoever leaves the school', () => {
  it('is out of the lesson at once, and stays in its register by name', async () => {
    const me = (await (await stack.signedIn(here, 1)).call(readMe)).data;
    if (me.kind !== 'staff') throw new Error('Not staff');
    const desk = await stack.desk(here, 1);
    const { joined } = await joinLesson(stack, desk);
    const other = await stack.desk(there);
    await joinLesson(stack, other);
    const gone = desk.closed();
    const { email = '', password = '' } = stack.server.demo?.signIns.find(({ roles }) => roles.includes('head')) ?? {};
    const head = new TestBrowser(stack.server.origin);
    await head.call(signIn, { body: { email, password } });
    const params = { schoolId: me.school?.schoolId ?? '', staffId: me.staffId };
    await head.call(removeStaff, { params });
    await gone;
    await other.until('lesson:seat-left', ({ seatId }) => seatId === joined.seatId);
    await other.call('lesson:leave', {});
    const browser = await stack.signedIn(here);
    const { spans } = (await browser.call(readAttendance, { params: { lessonId: stack.lessonId } })).data;
    const span = spans.find(({ seatId }) => seatId === joined.seatId);
    expect(span).toMatchObject({ name: me.name, to: expect.any(Number) as number });
    await head.call(takeStaffBack, { params });
    expect((await (await stack.signedIn(here, 1)).call(readMe)).data.kind).toBe('staff');
  });
});
