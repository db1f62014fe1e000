import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { errorText } from '../../lib/errorText.ts';
import type { MeState } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './lesson.module.css';

/** While one asks who this browser is, and when that fails. */
export function Before({ state, onRetry }: { state: Exclude<MeState, { kind: 'known' }>; onRetry: () => void }) {
  const { t } = useTranslation('common');
  return (
    <main className={css.before}>
      {state.kind === 'loading' ? (
        <Skeleton label={t('loading')} />
      ) : (
        <ErrorState level={1} title={t('failed.title')} retry={{ word: t('tryAgain'), onRetry }}>
          {errorText(t, state.error)}
        </ErrorState>
      )}
    </main>
  );
}
