import type { Handlers } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { StaffId } from '@pluriclasse/shared/ids';
import type { recordingCalls } from '@pluriclasse/shared/signalling/recording';
import type { Guest, Place } from '../Guest.ts';
import { permit } from '../permit.ts';

/** Teachers begin and end the recording; nothing else does. */
export function recordingOrders(guest: Guest): Handlers<typeof recordingCalls> {
  return {
    'recording:start': async () => {
      const { lesson, staffId } = teacherAt(guest.place);
      await lesson.recording.start(staffId);
      return {};
    },
    'recording:stop': async () => {
      const { lesson, staffId } = teacherAt(guest.place);
      await lesson.recording.stop('stopped', staffId);
      return {};
    },
  };
}

function teacherAt({ lesson, actor }: Place): { lesson: Place['lesson']; staffId: StaffId } {
  permit(actor, 'capsule:record', lesson.subject);
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff record');
  return { lesson, staffId: actor.staffId };
}
