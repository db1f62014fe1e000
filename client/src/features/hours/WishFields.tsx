import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { WishDraft } from './draft.ts';
import { Segments } from './Segments.tsx';
import css from './wish.module.css';

export interface WishFieldsProps {
  draft: WishDraft;
  onChange: (draft: WishDraft) => void;
}

/** How long, how often, between which days, how far ahead. */
export function WishFields({ draft, onChange }: WishFieldsProps) {
  const { t } = useTranslation('hours');
  return (
    <>
      <Segments
        legend={t('length')}
        value={String(draft.minutes)}
        options={[30, 40, 45, 50, 60].map((minutes) => ({ value: String(minutes), label: String(minutes) }))}
        unit={t('minutes')}
        onChange={(minutes) => onChange({ ...draft, minutes: Number(minutes) })}
      />
      <Segments
        legend={t('howOften')}
        value={cadenceOf(draft)}
        options={cadences.map((value) => ({ value, label: t(`cadence.${value}`) }))}
        onChange={(cadence) => onChange({ ...draft, ...steps[cadence] })}
      />
      <div className={css.days}>
        <TextField
          type="date"
          required
          label={t('from')}
          value={draft.from}
          onChange={(from) => onChange({ ...draft, from })}
        />
        <TextField
          type="date"
          required
          label={t('to')}
          min={draft.from}
          value={draft.to}
          onChange={(to) => onChange({ ...draft, to })}
        />
      </div>
      <SelectField
        label={t('notice')}
        value={String(draft.noticeDays)}
        options={notices.map((days) => ({ value: String(days), label: t(`notices.${days}`) }))}
        onChange={(days) => onChange({ ...draft, noticeDays: Number(days) })}
      />
    </>
  );
}

const notices = [0, 2, 7, 14] as const;
const cadences = ['twice', 'weekly', 'fortnightly'] as const;
const steps = {
  twice: { everyWeeks: 1, perWeek: 2 },
  weekly: { everyWeeks: 1, perWeek: 1 },
  fortnightly: { everyWeeks: 2, perWeek: 1 },
} as const;

function cadenceOf({ everyWeeks, perWeek }: WishDraft): keyof typeof steps {
  if (everyWeeks === 2) return 'fortnightly';
  return perWeek === 2 ? 'twice' : 'weekly';
}
