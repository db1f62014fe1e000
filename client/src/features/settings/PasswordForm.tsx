import { changePassword } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './settings.module.css';

const shortest = 12;

export function PasswordForm() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation('common');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [short, setShort] = useState(false);
  const change = useChange(changePassword, []);
  const wrong = change.error instanceof AppError && ['unauthenticated', 'forbidden'].includes(change.error.code);
  const words = { show: common('show'), hide: common('hide') };
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setShort(next.length < shortest);
    if (next.length < shortest) return;
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          showToast(t('password.changed'));
        },
      },
    );
  };
  return (
    <Paper title={t('password.title')}>
      <form className={css.stack} onSubmit={save}>
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          required
          value={current}
          onChange={setCurrent}
          words={words}
          error={wrong ? t('password.wrong') : undefined}
        />
        <PasswordField
          label={t('password.next')}
          autoComplete="new-password"
          required
          value={next}
          onChange={setNext}
          words={words}
          hint={t('password.hint')}
          error={short ? t('password.short') : undefined}
        />
        {change.error && !wrong && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
        <Button type="submit" busy={change.isPending}>
          {t('password.act')}
        </Button>
      </form>
    </Paper>
  );
}
