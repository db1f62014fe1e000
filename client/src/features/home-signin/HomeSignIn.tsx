import { signInAtHome, type Me } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { LogIn } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { EntryPage } from '../../components/EntryPage.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { CodeGroups } from './CodeGroups.tsx';
import css from './home-signin.module.css';

type Attempt = { kind: 'idle' } | { kind: 'sending' } | { kind: 'refused'; error: unknown };
const groups = 2;
const size = 4;

/** A pupil at home types the code of a paper slip. */
export function HomeSignIn({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { t } = useTranslation('home-signin');
  const { t: common } = useTranslation('common');
  const [code, setCode] = useState('');
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });
  const complete = code.length === groups * size;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!complete) return;
    setAttempt({ kind: 'sending' });
    callApi(signInAtHome, { body: { code: `${code.slice(0, size)}-${code.slice(size)}` } }, { as: 'home' }).then(
      onSignedIn,
      (error: unknown) => setAttempt({ kind: 'refused', error }),
    );
  };
  const wrong =
    attempt.kind === 'refused' &&
    attempt.error instanceof AppError &&
    ['unauthenticated', 'not_found', 'bad_request'].includes(attempt.error.code);
  return (
    <EntryPage title={t('title')} claim={t('claim')}>
      <h1>{t('title')}</h1>
      <p className={css.lead}>{t('lead')}</p>
      <form className={css.form} onSubmit={submit}>
        <CodeGroups
          legend={t('code')}
          groupLabel={(n) => t('group', { n })}
          groups={groups}
          size={size}
          code={code}
          invalid={wrong}
          onChange={(next) => {
            setCode(next);
            setAttempt({ kind: 'idle' });
          }}
        />
        <p className={css.note}>{t('note')}</p>
        {attempt.kind === 'refused' && <ErrorLine>{wrong ? t('wrong') : errorText(common, attempt.error)}</ErrorLine>}
        <Button
          type="submit"
          kind="primary"
          size="big"
          icon={LogIn}
          disabled={!complete}
          busy={attempt.kind === 'sending'}
        >
          {t('act')}
        </Button>
      </form>
    </EntryPage>
  );
}
