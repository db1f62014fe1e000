import { AppError } from '@pluriclasse/shared/errors';

/** Pixels that a phone or a computer of a school can still show. */
export const MOST_PIXELS = 50_000_000;

/** Why a file is refused; the client has words for each reason. */
export type FileReason = 'file_empty' | 'file_type' | 'file_broken' | 'file_active' | 'file_locked' | 'file_huge';

export const refuse = (reason: FileReason, message: string): AppError =>
  new AppError('bad_request', message, { reason });
