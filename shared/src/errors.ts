import * as z from 'zod/mini';

/**
 * Every way in which a call can fail, and the HTTP status that says the same.
 * The client shows `t('errors.' + code)`.
 */
export const errorStatus = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]; // Object.keys forgets the literal keys

/** What of an error crosses a wire. `message` is for developers, never for the screen. */
export const WireError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** A reason that the client may word by itself, such as `email_taken`. */
  reason: z.optional(z.string()),
  /** Seconds after which a new try makes sense, with `too_many` and `unavailable`. */
  retryAfter: z.optional(z.number()),
});
export type WireError = z.infer<typeof WireError>;

/** The one error type of the product: thrown where a failure is known, caught only at a door. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: { reason?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = details.reason;
    this.retryAfter = details.retryAfter;
  }

  /** Rebuilds the error that the other end sent. */
  static fromWire(error: WireError): AppError {
    return new AppError(error.code, error.message, {
      ...(error.reason === undefined ? {} : { reason: error.reason }),
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    });
  }
}

/** The AppError in what was thrown: itself, or what a library (a query builder, say) wrapped as its cause. */
export function findAppError(thrown: unknown): AppError | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    if (error instanceof AppError) return error;
  }
  return undefined;
}

/** The wire form of anything thrown; what is no AppError becomes `internal` and keeps its message at home. */
export function toWireError(thrown: unknown): WireError {
  const error = findAppError(thrown);
  if (error === undefined) return { code: 'internal', message: 'Something went wrong on the server' };
  return {
    code: error.code,
    message: error.message,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  };
}
