import type { Check, CheckKind } from '@pluriclasse/shared/capsule/checks';
import { lengthOf, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { newId } from '../../../lib/newId.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { checkOf, draftOf, newDraft, problemsOf, type CheckDraft } from './checkDraft.ts';
import { CheckFields } from './CheckFields.tsx';
import css from './desk.module.css';
import { momentText } from './moment.ts';

export interface CheckDialogProps {
  /** None: a new one. */
  check?: Check;
  kept: readonly Stretch[];
  /** Where the player is, in milliseconds of viewers. */
  now?: (() => number) | undefined;
  busy: boolean;
  error: Error | null;
  onSave: (check: Check) => void;
  onClose: () => void;
}

const kinds: readonly CheckKind[] = ['choice', 'gap', 'order', 'say'];

/** Writes a check, or mends one. */
export function CheckDialog({ check, kept, now, busy, error, onSave, onClose }: CheckDialogProps) {
  const { t } = useTranslation('catch-up');
  const [draft, setDraft] = useState(() => (check ? draftOf(check, kept) : newDraft(newId(), now?.() ?? 0)));
  const [tried, setTried] = useState(false);
  const problems = tried ? problemsOf(draft, kept) : [];
  const change = (part: Partial<CheckDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = () => {
    setTried(true);
    const next = problemsOf(draft, kept).length === 0 ? checkOf(draft, kept, check) : undefined;
    if (next) onSave(next);
  };
  return (
    <FormDialog
      wide
      title={t(check ? 'desk.form.editTitle' : 'desk.form.newTitle')}
      act={t('desk.form.save')}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className={css.pair}>
        <TextField
          label={t('desk.form.at')}
          hint={t('desk.form.atHint')}
          error={problems.includes('at') && t('desk.form.atWrong', { length: momentText(lengthOf(kept)) })}
          value={draft.at}
          autoComplete="off"
          onChange={(at) => change({ at })}
        />
        {now && (
          <Button icon={MapPin} onClick={() => change({ at: momentText(now()) })}>
            {t('desk.form.here')}
          </Button>
        )}
      </div>
      <SelectField
        label={t('desk.form.kind')}
        value={draft.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`desk.kinds.${kind}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <TextField
        label={t('desk.form.ask')}
        error={problems.includes('ask') && t('desk.form.askWrong')}
        value={draft.ask}
        maxLength={200}
        onChange={(ask) => change({ ask })}
      />
      <CheckFields draft={draft} problems={problems} onChange={change} />
      {draft.kind !== 'say' && (
        <TextField label={t('desk.form.why')} value={draft.why} maxLength={300} onChange={(why) => change({ why })} />
      )}
    </FormDialog>
  );
}
