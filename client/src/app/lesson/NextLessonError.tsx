import { AppError } from '@pluriclasse/shared/errors';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lesson.module.css';

/** Why the next lesson is not known; the question is asked again by itself. */
export function NextLessonError({ error }: { error: unknown }) {
  const { t } = useTranslation('common');
  if (error === undefined) return null;
  // A session that ended is found out by who asks for it.
  return <p className={css.error}>{error instanceof AppError ? errorText(t, error) : t('errors.internal')}</p>;
}
