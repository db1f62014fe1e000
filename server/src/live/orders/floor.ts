import type { Handlers } from '@pluriclasse/shared/calls';
import { AppError } from '@pluriclasse/shared/errors';
import type { PupilId, SchoolId } from '@pluriclasse/shared/ids';
import type { floorCalls } from '@pluriclasse/shared/signalling/floor';
import type { Hand } from '@pluriclasse/shared/signalling/state';
import type { Guest, Place } from '../Guest.ts';
import { permit } from '../permit.ts';

export function floorOrders(guest: Guest): Handlers<typeof floorCalls> {
  return {
    'floor:raise': async ({ pupilId }) => {
      const { lesson, seat, actor } = guest.place;
      const own = actor.kind === 'companion' || actor.kind === 'home' ? actor.pupilId : undefined;
      const raiser = pupilId ?? own;
      permit(actor, 'floor:raise', {
        kind: 'hand',
        lesson: lesson.subject,
        schoolId: seat.schoolId,
        pupilId: raiser,
      });
      if (!lesson.floor.open && seat.kind !== 'desk')
        throw new AppError('conflict', 'Hands are closed', { reason: 'floor-closed' });
      if (lesson.floor.watching.includes(seat.schoolId) && seat.kind !== 'desk')
        throw new AppError('conflict', 'This school only watches', { reason: 'only-watches' });
      const pupil = await pupilOf(guest.place, raiser);
      const { hand, raised } = lesson.floor.raise(seat.schoolId, pupil, lesson.deps.now());
      if (raised) lesson.floorChanged();
      return { handId: hand.handId };
    },

    'floor:lower': ({ handId }) => {
      const { lesson, actor } = guest.place;
      // A pupil who is done lowers the hand that has the turn.
      const running = lesson.floor.turn?.hand;
      const done = running?.handId === handId;
      const hand = done ? running : lesson.floor.hand(handId);
      if (hand === undefined) return {};
      const { schoolId, pupil } = hand;
      permit(actor, 'floor:lower', { kind: 'hand', lesson: lesson.subject, schoolId, pupilId: pupil?.pupilId });
      if (done ? lesson.floor.endTurn() : lesson.floor.lower((one) => one.handId === handId)) lesson.floorChanged();
      return {};
    },

    'floor:lower-all': () => lead(guest, ({ lesson }) => lesson.floor.lower(() => true)),

    'floor:give': (request) =>
      lead(guest, ({ lesson }) => {
        const now = lesson.deps.now();
        if ('handId' in request) lesson.floor.give(request.handId, now);
        else lesson.floor.giveSchool(takingPart(guest.place, request.schoolId), now);
        return true;
      }),

    'floor:pass': () =>
      lead(guest, ({ lesson }) => {
        lesson.floor.pass(lesson.deps.now());
        return true;
      }),
    'floor:end-turn': () => lead(guest, ({ lesson }) => lesson.floor.endTurn()),
    'floor:set-open': ({ open }) => lead(guest, ({ lesson }) => lesson.floor.setOpen(open)),

    'floor:set-watching': async ({ watching }) => {
      const { lesson, seat, actor } = guest.place;
      permit(actor, 'lesson:lead', lesson.subject);
      // The plan is the one place where it is kept; what runs follows the plan.
      await lesson.deps.plans.setWatching(actor, lesson.lessonId, seat.schoolId, watching);
      return {};
    },
  };
}

/** Does what only teachers may, and tells it if it changed anything. */
function lead(guest: Guest, change: (place: Place) => boolean): Record<string, never> {
  const { place } = guest;
  permit(place.actor, 'lesson:lead', place.lesson.subject);
  if (change(place)) place.lesson.floorChanged();
  return {};
}

export function takingPart({ lesson }: Place, schoolId: SchoolId): SchoolId {
  if (!lesson.subject.schoolIds.includes(schoolId)) throw new AppError('not_found', 'That school takes no part');
  return schoolId;
}

/** The pupil as everyone may know it; null is the class as a whole. */
async function pupilOf({ lesson, seat, actor }: Place, pupilId: PupilId | undefined): Promise<Hand['pupil']> {
  if (pupilId === undefined) return null;
  const { occupant } = seat;
  if (occupant.kind === 'pupil' && occupant.pupilId === pupilId) {
    const { alias, avatar } = occupant;
    return { pupilId, alias, avatar };
  }
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Not the own hand');
  return lesson.deps.occupants.pupilIn(pupilId, seat.schoolId, lesson.subject.classGroupIds);
}
