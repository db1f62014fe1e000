import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { StaffId } from '@pluriclasse/shared/ids';
import { requireSomebody } from '../people/permit.ts';

/** Notices are one's own and nobody else's: there is nothing to decide but whether somebody of the staff asks. */
export function staffIdOf(actor: Actor): StaffId {
  requireSomebody(actor);
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff have notices');
  return actor.staffId;
}
