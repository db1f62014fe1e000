import type { Handlers } from '@pluriclasse/shared/calls';
import type { lessonCalls } from '@pluriclasse/shared/signalling/lesson';
import { comeBack } from '../entry/comeBack.ts';
import { end } from '../entry/end.ts';
import { join } from '../entry/join.ts';
import { leave } from '../entry/leave.ts';
import type { Guest } from '../Guest.ts';
import { permit } from '../permit.ts';
import { lobbyOf } from '../views.ts';
import { leadOrders } from './lead.ts';

export function lessonOrders(guest: Guest): Handlers<typeof lessonCalls> {
  return {
    'lesson:watch': async ({ lessonId }) => {
      const lesson = await guest.lessons.open(lessonId);
      permit(guest.visitor.actor, 'lesson:watch', lesson.subject);
      guest.watch(lesson);
      // Whoever comes next finds the media room open, so that the join itself waits for nothing.
      if (lesson.phase === 'open')
        lesson.media.ensure().catch((error: unknown) => lesson.deps.log.warn({ err: error }, 'no media room'));
      const { now, iceServers } = lesson.deps;
      const routerRtpCapabilities = await lesson.media.offer();
      return {
        lobby: lobbyOf(lesson),
        media: { routerRtpCapabilities, iceServers: iceServers() },
        serverTime: now(),
      };
    },
    'lesson:join': async (request) => {
      const lesson = await guest.lessons.open(request.lessonId);
      guest.goTo(lesson);
      void guest.probe.close();
      return join(lesson, guest.visitor, request);
    },
    'lesson:return': async (request) => {
      const lesson = await guest.lessons.open(request.lessonId);
      guest.goTo(lesson);
      return comeBack(lesson, guest.visitor, request);
    },
    'lesson:leave': async () => {
      if (guest.waits) {
        guest.stopWaiting();
        return {};
      }
      const { lesson, seat } = guest.place;
      await leave(lesson, seat);
      return {};
    },
    'lesson:end': async () => {
      const { lesson, actor } = guest.place;
      permit(actor, 'lesson:end', lesson.subject);
      await end(lesson, 'ended');
      return {};
    },
    ...leadOrders(guest),
    'clock:read': () => ({ serverTime: guest.lessons.now() }),
  };
}
