import { AppError } from '@pluriclasse/shared/errors';
import type { TFunction } from 'i18next';

/** What a person reads of a failure: the server's reason where we have words for it, else its code. */
export function errorText(t: TFunction<'common'>, error: unknown): string {
  if (!(error instanceof AppError)) return t('errors.internal');
  const words = error.reason === undefined ? '' : t(`reasons.${error.reason}` as 'reasons.offline', { defaultValue: '' }); // reasons are the server's
  if (words !== '') return words;
  if (error.code === 'too_many' && error.retryAfter !== undefined) {
    return t('errors.too_many_wait', { count: Math.max(1, Math.ceil(error.retryAfter / 60)) });
  }
  return t(`errors.${error.code}`);
}
