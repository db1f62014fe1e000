import { signIn } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { House, LogIn, Tablet } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EntryPage } from '../../components/EntryPage.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './signin.module.css';
import { nextPath } from './nextPath.ts';

type Attempt = { kind: 'idle' } | { kind: 'sending' } | { kind: 'refused'; error: unknown };

export default function SignInPage() {
  const { t } = useTranslation('signin');
  const { t: common } = useTranslation('common');
  const [, go] = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });
  const wrong =
    attempt.kind === 'refused' && attempt.error instanceof AppError && attempt.error.code === 'unauthenticated';

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAttempt({ kind: 'sending' });
    callApi(signIn, { body: { email, password } }).then(
      () => go(nextPath(location.search) + location.hash, { replace: true }),
      (error: unknown) => setAttempt({ kind: 'refused', error }),
    );
  };

  return (
    <EntryPage title={t('staff.title')} claim={t('staff.claim')}>
      <h1>{t('staff.title')}</h1>
      <form className={css.form} onSubmit={submit}>
        <TextField label={t('email')} type="email" autoComplete="username" required value={email} onChange={setEmail} />
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          words={{ show: common('show'), hide: common('hide') }}
          error={wrong ? t('staff.wrong') : undefined}
        />
        {attempt.kind === 'refused' && !wrong && <ErrorLine>{errorText(common, attempt.error)}</ErrorLine>}
        <Button type="submit" kind="primary" size="big" icon={LogIn} busy={attempt.kind === 'sending'}>
          {t('staff.act')}
        </Button>
      </form>
      <Link href="/forgotten" className={css.link}>
        {t('staff.forgotten')}
      </Link>
      <nav className={css.other} aria-label={t('staff.otherWays')}>
        <ButtonLink href="/pair" size="big" icon={Tablet}>
          {t('staff.device')}
        </ButtonLink>
        <ButtonLink href="/home" size="big" icon={House}>
          {t('staff.home')}
        </ButtonLink>
      </nav>
    </EntryPage>
  );
}
