import { AppError } from '@pluriclasse/shared/errors';
import { ArrowLeft } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { errorText } from '../../lib/errorText.ts';
import { passes } from '../../lib/passes.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface FailureProps {
  error: unknown;
  onRetry: () => void;
  surface: 'office' | 'home';
  /** The list. */
  back?: string | (() => void) | undefined;
}

/** What can't be shown, what still works, and what to do. */
export function Failure({ error, onRetry, surface, back }: FailureProps) {
  const { t } = useTranslation('capsule');
  const { t: common } = useTranslation('common');
  const look = { size: 'big', icon: ArrowLeft } as const;
  const acts =
    typeof back === 'string' ? (
      <ButtonLink {...look} href={back}>
        {t('toList')}
      </ButtonLink>
    ) : (
      back && (
        <Button {...look} onClick={back}>
          {t('toList')}
        </Button>
      )
    );
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'not_found' || code === 'forbidden') {
    return (
      <EmptyState level={1} title={t('gone.title')} acts={acts}>
        {t('gone.words')}
      </EmptyState>
    );
  }
  const reason = `reasons.${error instanceof AppError ? error.reason : undefined}`;
  const why = t.has(reason) ? t(reason) : errorText(common, error);
  const retry = { word: common('tryAgain'), onRetry };
  if (code === 'unauthenticated') {
    return (
      <ErrorState level={1} title={t('signedOut.title')} retry={retry} acts={acts}>
        {t('signedOut.words')}
      </ErrorState>
    );
  }
  return (
    <ErrorState
      level={1}
      title={t('failed.title')}
      retry={retry}
      acts={acts}
      note={passes(error) && common('failed.retryNote')}
    >
      {why} {surface === 'office' && t('failed.words')}
    </ErrorState>
  );
}
