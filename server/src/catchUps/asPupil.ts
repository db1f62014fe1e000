import type { Actor, CompanionActor, HomeActor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { PupilId } from '@pluriclasse/shared/ids';
import { requireSomebody } from '../people/permit.ts';

export type PupilActor = (HomeActor | CompanionActor) & { readonly pupilId: PupilId };

/** @throws AppError `unauthenticated` for nobody, `forbidden` for all but pupils */
export function asPupil(actor: Actor): PupilActor {
  requireSomebody(actor);
  if (actor.kind === 'home') return actor;
  const pupilId = actor.kind === 'companion' ? actor.pupilId : undefined;
  if (actor.kind === 'companion' && pupilId !== undefined) return { ...actor, pupilId };
  throw new AppError('forbidden', 'Only pupils catch up');
}
