import type { Handlers } from '@pluriclasse/shared/calls';
import type { wallCalls } from '@pluriclasse/shared/signalling/wall';
import type { Guest } from '../Guest.ts';
import { permit } from '../permit.ts';

export function wallOrders(guest: Guest): Handlers<typeof wallCalls> {
  return {
    'wall:post': ({ text }) => {
      const { lesson, seat, actor } = guest.place;
      permit(actor, 'wall:post', lesson.subject);
      const message = lesson.wall.post(seat.schoolId, seat.occupant, text, lesson.deps.now());
      lesson.change('wall:posted', { message });
      lesson.recording.said(message);
      return { messageId: message.messageId };
    },
    'wall:remove': ({ messageId }) => {
      const { lesson, actor } = guest.place;
      permit(actor, 'wall:moderate', lesson.subject);
      if (!lesson.wall.remove(messageId)) return {};
      lesson.change('wall:removed', { messageId });
      lesson.recording.unsaid(messageId);
      return {};
    },
    'wall:set-open': ({ open }) => {
      const { lesson, actor } = guest.place;
      permit(actor, 'wall:moderate', lesson.subject);
      if (lesson.wall.setOpen(open)) lesson.change('wall:open-changed', { open });
      return {};
    },
  };
}
