import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { TextArea } from '../../../components/TextArea.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { CheckDraft, DraftField } from './checkDraft.ts';
import css from './desk.module.css';

export interface CheckFieldsProps {
  draft: CheckDraft;
  problems: readonly DraftField[];
  onChange: (part: Partial<CheckDraft>) => void;
}

/** What a kind of check has of its own. */
export function CheckFields({ draft, problems, onChange }: CheckFieldsProps) {
  const { t } = useTranslation('catch-up');
  switch (draft.kind) {
    case 'choice':
      return <Options options={draft.options} wrong={problems.includes('options')} onChange={onChange} />;
    case 'gap':
      return (
        <TextArea
          label={t('desk.form.text')}
          hint={t('desk.form.textHint')}
          error={problems.includes('text') && t('desk.form.textWrong')}
          value={draft.text}
          maxLength={600}
          onChange={(text) => onChange({ text })}
        />
      );
    case 'order':
      return (
        <TextArea
          label={t('desk.form.items')}
          hint={t('desk.form.itemsHint')}
          error={problems.includes('items') && t('desk.form.itemsWrong')}
          value={draft.items}
          maxLength={960}
          onChange={(items) => onChange({ items })}
        />
      );
    case 'say':
      return (
        <TextField
          label={t('desk.form.from')}
          hint={t('desk.form.atHint')}
          error={problems.includes('from') && t('desk.form.fromWrong')}
          value={draft.from}
          autoComplete="off"
          onChange={(from) => onChange({ from })}
        />
      );
  }
}

interface OptionsProps {
  options: CheckDraft['options'];
  wrong: boolean;
  onChange: (part: Partial<CheckDraft>) => void;
}

function Options({ options, wrong, onChange }: OptionsProps) {
  const { t } = useTranslation('catch-up');
  const set = (at: number, part: Partial<CheckDraft['options'][number]>) =>
    onChange({ options: options.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <div className={css.options}>
      {options.map(({ text, right }, at) => (
        <div key={at} className={css.option}>
          <TextField
            label={t('desk.form.option', { number: at + 1 })}
            value={text}
            maxLength={120}
            onChange={(next) => set(at, { text: next })}
          />
          <label className={css.right}>
            <input
              type="checkbox"
              aria-label={t('desk.form.optionRight', { number: at + 1 })}
              checked={right}
              onChange={(event) => set(at, { right: event.target.checked })}
            />
            <span>{t('desk.form.rightWord')}</span>
          </label>
          {options.length > 2 && (
            <IconButton
              icon={Trash2}
              label={t('desk.form.removeOption', { number: at + 1 })}
              onClick={() => onChange({ options: options.filter((_, place) => place !== at) })}
            />
          )}
        </div>
      ))}
      {wrong && <ErrorLine>{t('desk.form.optionsWrong')}</ErrorLine>}
      {options.length < 6 && (
        <Button icon={Plus} onClick={() => onChange({ options: [...options, { text: '', right: false }] })}>
          {t('desk.form.addOption')}
        </Button>
      )}
    </div>
  );
}
