import { AppError } from '@pluriclasse/shared/errors';
import { DatabaseError } from 'pg';

/** SQLSTATE of a broken unique index, and of a row that others still refer to. */
const UNIQUE = '23505';
const REFERRED_TO = '23503';
/** Of what an exclusion constraint refuses; and of two that wait for each other, of which one is given up. */
const EXCLUDED = ['23P01', '40P01'];

function databaseError(thrown: unknown): DatabaseError | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof DatabaseError) return error;
  return undefined;
}

/** Name of the unique index that an insert or update ran against, if that is why it failed. */
export function violatedIndex(thrown: unknown): string | undefined {
  const error = databaseError(thrown);
  return error?.code === UNIQUE ? (error.constraint ?? '') : undefined;
}

/**
 * Does a change; what the tables' constraints refuse becomes `conflict` with the given reason. The constraint is
 * asked instead of a look beforehand, since between the look and the change another might do the same.
 */
export async function orConflict<T>(reason: string, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    const { code } = databaseError(error) ?? {};
    if (code !== UNIQUE && code !== REFERRED_TO) throw error;
    throw new AppError('conflict', `In conflict: ${reason}`, { reason, cause: error });
  }
}

/** Does a change that claims somebody's time: what overlaps another firm claim becomes `conflict` with reason `claimed`. */
export async function orClaimed<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!EXCLUDED.includes(databaseError(error)?.code ?? '')) throw error;
    throw new AppError('conflict', 'That time is taken', { reason: 'claimed', cause: error });
  }
}
