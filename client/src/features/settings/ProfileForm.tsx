import { updateMe } from '@pluriclasse/shared/api/sessions';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { chooseLanguage } from '../../lib/i18n.ts';
import { languages } from '../../lib/language.ts';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './settings.module.css';

/** Name and language; both are kept with the account and follow it. */
export function ProfileForm() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation('common');
  const staff = useStaff();
  const [name, setName] = useState(staff.name);
  const [language, setLanguage] = useState(staff.language);
  const change = useChange(updateMe, []);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate(
      { body: { name, language } },
      { onSuccess: () => void chooseLanguage(language).then(() => showToast(common('saved'))) },
    );
  };
  return (
    <Paper title={t('profile.title')}>
      <form className={css.stack} onSubmit={save}>
        <TextField
          label={t('profile.name')}
          value={name}
          onChange={setName}
          required
          maxLength={80}
          autoComplete="name"
        />
        <RadioCards
          row
          legend={common('language')}
          cards={languages.map((value) => ({ value, label: <span lang={value}>{common(`languages.${value}`)}</span> }))}
          value={language}
          onChange={setLanguage}
        />
        {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
        <Button type="submit" kind="primary" busy={change.isPending}>
          {common('save')}
        </Button>
      </form>
    </Paper>
  );
}
