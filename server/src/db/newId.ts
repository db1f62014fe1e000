import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';

/** A new id of the given kind: `newId(LessonId)`. */
export function newId<Id extends z.ZodMiniType>(kind: Id): z.infer<Id> {
  return kind.parse(randomUUID());
}
