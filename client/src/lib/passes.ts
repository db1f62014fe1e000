import { AppError } from '@pluriclasse/shared/errors';

/** Whether it is a failure that another try may mend, without anybody doing anything else. */
export const passes = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'unavailable' || error.code === 'internal');
