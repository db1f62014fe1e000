import { companionPupils, type Me } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { callApi, type ApiReply } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { AvatarPage } from './AvatarPage.tsx';
import { PatternPage } from './PatternPage.tsx';
import css from './pupil-signin.module.css';

export type CompanionMe = Extract<Me, { kind: 'companion' }>;
export type ClassList = ApiReply<typeof companionPupils>;
export type ListedPupil = ClassList['pupils'][number];
type Reading = { kind: 'reading' } | { kind: 'read'; list: ClassList } | { kind: 'failed'; error: unknown };

/** On a tablet of the class: the own picture, then four pictures. No typing, no e-mail. */
export function PupilSignIn({ me, onSignedIn }: { me: CompanionMe; onSignedIn: (me: Me) => void }) {
  const { t } = useTranslation('pupil-signin');
  const { t: common } = useTranslation('common');
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [pupil, setPupil] = useState<ListedPupil>();
  const [round, setRound] = useState(0);
  usePageTitle(t('who'));
  useEffect(() => {
    const abort = new AbortController();
    callApi(companionPupils, {}, { signal: abort.signal }).then(
      (list) => setReading({ kind: 'read', list }),
      (error: unknown) => {
        if (!abort.signal.aborted) setReading({ kind: 'failed', error });
      },
    );
    return () => abort.abort();
  }, [round]);
  const again = useCallback(() => {
    setPupil(undefined);
    setRound((n) => n + 1);
  }, []);

  if (reading.kind !== 'read') {
    return (
      <main className={css.plain} data-surface="tablet">
        {reading.kind === 'reading' ? (
          <Skeleton label={common('loading')} />
        ) : rests(reading.error) ? (
          <EmptyState
            level={1}
            title={t('resting')}
            acts={
              <Button size="big" icon={RefreshCw} onClick={again}>
                {t('look')}
              </Button>
            }
          >
            {t('restingWords')}
          </EmptyState>
        ) : (
          <ErrorState level={1} title={common('failed.title')} retry={{ word: common('tryAgain'), onRetry: again }}>
            {errorText(common, reading.error)}
          </ErrorState>
        )}
      </main>
    );
  }
  if (pupil === undefined)
    return <AvatarPage me={me} pupils={reading.list.pupils} onPick={setPupil} onReload={again} />;
  return (
    <PatternPage
      key={pupil.pupilId}
      pupil={pupil}
      pictures={reading.list.pictures}
      onBack={again}
      onSignedIn={onSignedIn}
    />
  );
}

/** The class is put away: nothing is wrong, but nobody comes in. */
const rests = (error: unknown) => error instanceof AppError && error.reason === 'class_put_away';
