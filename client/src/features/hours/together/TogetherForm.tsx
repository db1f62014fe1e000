import { CalendarRange } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../../components/Button.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { Buffers } from '../Buffers.tsx';
import { HoursRows } from '../HoursRows.tsx';
import css from '../wish.module.css';
import { WishFields } from '../WishFields.tsx';
import { commonFault, subjectsOf, type PlanDraft } from './drafts.ts';

export interface TogetherFormProps {
  draft: PlanDraft;
  /** How many twinnings are ticked. */
  chosen: number;
  busy: boolean;
  onChange: (draft: PlanDraft) => void;
  onPlan: () => void;
}

const noSchools: ReadonlyMap<string, string> = new Map();

/** What is wanted of all twinnings that are planned together. */
export function TogetherForm({ draft, chosen, busy, onChange, onPlan }: TogetherFormProps) {
  const { t } = useTranslation('together');
  const { t: hours } = useTranslation('hours');
  const { common } = draft;
  // As it is typed: a comma at the end is no subject yet.
  const [typed, setTyped] = useState(draft.subjects.join(', '));
  const days = commonFault(draft);
  const fault = chosen < 1 ? t('faults.none') : chosen > MOST ? t('faults.many', { count: MOST }) : undefined;
  const words = fault ?? (days && hours(`faults.${days}`));
  const setCommon = (next: typeof common) => onChange({ ...draft, common: next });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (words === undefined) onPlan();
  };
  return (
    <form className={css.form} onSubmit={submit} aria-label={t('wanted')}>
      <h2>{t('wanted')}</h2>
      <WishFields draft={common} onChange={setCommon} />
      <TextField
        label={t('subjects')}
        hint={t('subjectsHint')}
        value={typed}
        maxLength={400}
        onChange={(value) => {
          setTyped(value);
          onChange({ ...draft, subjects: subjectsOf(value).slice(0, 40) });
        }}
      />
      <details className={css.more}>
        <summary>{hours('more.title')}</summary>
        <div className={css.moreBody}>
          <Buffers draft={common} onChange={setCommon} />
          <HoursRows
            legend={hours('more.forbidden')}
            withWhy
            schools={noSchools}
            rows={common.forbidden}
            onChange={(forbidden) => setCommon({ ...common, forbidden })}
          />
          <HoursRows
            legend={hours('more.preferred')}
            schools={noSchools}
            rows={common.preferred}
            onChange={(preferred) => setCommon({ ...common, preferred })}
          />
        </div>
      </details>
      {words && (
        <p className={css.fault} role="alert">
          {words}
        </p>
      )}
      <Button
        kind="primary"
        size="big"
        icon={CalendarRange}
        type="submit"
        busy={busy}
        aria-disabled={words !== undefined}
      >
        {t('find', { count: chosen })}
      </Button>
    </form>
  );
}

/** As many as one search may hold. */
const MOST = 400;
