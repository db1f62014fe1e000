import { AppError } from '@pluriclasse/shared/errors';
import { wordsNow } from './i18n.ts';
import type { Translate } from './translate.ts';

/** What a person reads of a failure: the server's reason where there are words for it, else its code. */
export function errorText(t: Translate<'common'>, error: unknown): string {
  if (!(error instanceof AppError)) return t('errors.internal');
  const reason = `reasons.${error.reason}`;
  if (t.has(reason)) return t(reason);
  // Reasons that only the office's pages meet; those pages load their words before anything can be refused. On another
  // page, where one is met after all, the words of its code do, this once.
  const more = wordsNow('refusals');
  if (more?.has(reason)) return more(reason);
  if (error.code === 'too_many' && error.retryAfter !== undefined) {
    return t('errors.too_many_wait', { count: Math.max(1, Math.ceil(error.retryAfter / 60)) });
  }
  return t(`errors.${error.code}`);
}
