import { AppError } from '@pluriclasse/shared/errors';
import { passes } from '../../lib/passes.ts';

/** Milliseconds before a read that failed is tried again. */
const AGAIN = 3_000;

/**
 * Reads again and again while the link is cut or the server away: a search itself goes on meanwhile.
 *
 * @param onFailure told each time, so that the page says what is wrong
 * @throws AppError a refusal that stays, and whatever was thrown once `signal` is aborted
 */
export async function untilThere<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
  onFailure: (error: Error) => void,
): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || !passes(error)) throw error;
      onFailure(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      signal.throwIfAborted();
    }
  }
}
