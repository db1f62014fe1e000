import { acceptInvitation } from '@pluriclasse/shared/api/sessions';
import { LogIn } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { callApi } from '../../lib/api.ts';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { Invitation } from './InvitePage.tsx';
import css from './signin.module.css';

/** As `NewPassword` in shared/text.ts. */
const shortest = 12;
type Attempt = { kind: 'idle' } | { kind: 'sending' } | { kind: 'short' } | { kind: 'refused'; error: unknown };

/** Name and password; the address only where the invitation brings none. */
export function AcceptForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('signin');
  const { t: common } = useTranslation('common');
  const [, go] = useLocation();
  const [name, setName] = useState(invitation.name ?? '');
  const [email, setEmail] = useState(invitation.email ?? '');
  const [password, setPassword] = useState('');
  const [attempt, setAttempt] = useState<Attempt>({ kind: 'idle' });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (password.length < shortest) return setAttempt({ kind: 'short' });
    setAttempt({ kind: 'sending' });
    callApi(acceptInvitation, { body: { token, name, password, ...(invitation.email === null && { email }) } }).then(
      () => go('/', { replace: true }),
      (error: unknown) => setAttempt({ kind: 'refused', error }),
    );
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {invitation.purpose !== 'new-password' && (
        <TextField label={t('name')} autoComplete="name" required maxLength={80} value={name} onChange={setName} />
      )}
      <TextField
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        readOnly={invitation.email !== null}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={t('newPassword')}
        autoComplete="new-password"
        required
        value={password}
        onChange={setPassword}
        words={{ show: common('show'), hide: common('hide') }}
        hint={t('passwordHint')}
        error={attempt.kind === 'short' ? t('passwordShort') : undefined}
      />
      {attempt.kind === 'refused' && <ErrorLine>{errorText(common, attempt.error)}</ErrorLine>}
      <Button type="submit" kind="primary" size="big" icon={LogIn} busy={attempt.kind === 'sending'}>
        {t('invite.act')}
      </Button>
    </form>
  );
}
