import { DatabaseError } from 'pg';

/** Name of the unique index that an insert or update ran against, if that is why it failed (SQLSTATE 23505). */
export function violatedIndex(thrown: unknown): string | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof DatabaseError && error.code === '23505') return error.constraint;
  }
  return undefined;
}
