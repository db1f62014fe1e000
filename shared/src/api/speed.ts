import * as z from 'zod/mini';

/**
 * Measures the way between a browser and the server: GET answers so many random bytes, POST takes as many and forgets
 * them. Only for who is signed in. The bytes are raw, so it is no `endpoint`.
 */
export const speedPath = '/api/speed';
/** Bytes of one transfer, at most. */
export const speedMost = 2 * 1024 * 1024;
export const SpeedQuery = z.object({ bytes: z.coerce.number().check(z.int(), z.gte(1), z.lte(speedMost)) });
