import * as z from 'zod/mini';

/** Milliseconds since 1970 by the server's clock. */
export const Instant = z.int().check(z.gte(0));
/** A length of time in milliseconds. */
export const Duration = z.int().check(z.gte(0));
/** The clock, handed in so that rules and tests need no waiting. */
export type Now = () => number;
