import { AppError } from '@pluriclasse/shared/errors';
import { wordsNow } from './i18n.ts';
import type { Translate } from './translate.ts';

/** What a person reads of a failure: the server's reason where there are words for it, else its code. */
export function errorText(t: Translate<'common'>, error: unknown): string {
  if (!(error instanceof AppError)) return t('errors.internal');
  const reason = `reasons.${error.reason}`;
  if (t.has(reason)) return t(reason);
  const more = moreReasons();
  if (more?.has(reason)) return more(reason);
  if (error.code === 'too_many' && error.retryAfter !== undefined) {
    return t('errors.too_many_wait', { count: Math.max(1, Math.ceil(error.retryAfter / 60)) });
  }
  return t(`errors.${error.code}`);
}

/** Reasons that only the office's pages meet; those pages load their words before anything can be refused. */
function moreReasons(): Translate<'refusals'> | undefined {
  const words = wordsNow('refusals');
  if (!(words instanceof Promise)) return words;
  // On another page, where one is met after all, the words of its code do, this once.
  words.catch(() => undefined);
  return undefined;
}
