import type { Readable } from 'node:stream';

/** A browser that plays reads an hour's voice in one answer, as slowly as it is heard. Milliseconds. */
const LOOK_AGAIN = 5_000;

/**
 * Sends no more of what may no longer be had: whoever was let in is asked for again while the answer goes on.
 * @param ask rejects once it may not
 */
export function whileAllowed<Body extends Readable>(body: Body, ask: () => Promise<unknown>, every = LOOK_AGAIN): Body {
  let asking = false;
  const look = setInterval(() => {
    if (asking) return;
    asking = true;
    ask().then(
      () => (asking = false),
      (error: unknown) => body.destroy(error instanceof Error ? error : new Error('Not allowed any more')),
    );
  }, every).unref();
  return body.once('close', () => clearInterval(look));
}
