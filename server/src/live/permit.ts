import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type Action, type ActionSubjects } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';

/** @throws AppError `unauthenticated` for nobody, `forbidden` for those who may not. */
export function permit<A extends Action>(actor: Actor, action: A, subject: ActionSubjects[A]): void {
  if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
  if (!can(actor, action, subject)) throw new AppError('forbidden', `No permission for ${action}`);
}
