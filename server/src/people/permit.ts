import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type Action, type ActionSubjects } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';

/** @throws AppError `unauthenticated` for nobody, `forbidden` for those who may not. */
export function permit<A extends Action>(actor: Actor, action: A, subject: ActionSubjects[A]): void {
  requireSomebody(actor);
  if (!can(actor, action, subject)) throw new AppError('forbidden', `No permission for ${action}`);
}

/** @throws AppError `unauthenticated` for nobody. */
export function requireSomebody(actor: Actor): asserts actor is Exclude<Actor, { kind: 'nobody' }> {
  if (actor.kind === 'nobody') throw new AppError('unauthenticated', 'Nobody is signed in');
}

/**
 * What was looked up, if the actor may read it. Whatever the actor may not even read does not exist for him: so that
 * nobody learns from an answer which ids there are.
 * @throws AppError `unauthenticated` for nobody, else `not_found`.
 */
export function visible<A extends Action, Found>(
  actor: Actor,
  action: A,
  found: Found | undefined,
  subjectOf: (found: Found) => ActionSubjects[A],
): Found {
  requireSomebody(actor);
  if (found === undefined || !can(actor, action, subjectOf(found)))
    throw new AppError('not_found', 'There is no such thing');
  return found;
}
