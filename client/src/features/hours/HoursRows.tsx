import { Plus, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useWeekdays } from '../../components/useAnswerWords.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { firstHours, type HoursDraft } from './draft.ts';
import css from './wish.module.css';

export interface HoursRowsProps {
  legend: string;
  /** Names of the schools by whose clocks hours can be meant. */
  schools: ReadonlyMap<string, string>;
  rows: readonly HoursDraft[];
  /** Whether a reason is asked for, which is shown where the hours are in the way. */
  withWhy?: boolean;
  onChange: (rows: HoursDraft[]) => void;
}

const MOST = 12;
const everywhere = 'all';

/** Hours of the week, a row each. */
export function HoursRows({ legend, schools, rows, withWhy = false, onChange }: HoursRowsProps) {
  const { t } = useTranslation('hours');
  const weekday = useWeekdays();
  const set = (at: number, change: Partial<HoursDraft>) =>
    onChange(rows.map((row, n) => (n === at ? { ...row, ...change } : row)));
  return (
    <fieldset className={css.hoursRows}>
      <legend>{legend}</legend>
      {rows.map((row, n) => (
        // Rows have no other name; one that goes takes its controls along.
        <div key={n} className={css.hoursRow} role="group" aria-label={t('more.row', { n: n + 1 })}>
          <SelectField
            label={t('more.where')}
            value={row.schoolId ?? everywhere}
            options={[
              { value: everywhere, label: t('more.everywhere') },
              ...[...schools].map(([id, name]) => ({ value: id, label: name })),
            ]}
            onChange={(id) => set(n, { schoolId: id === everywhere ? null : id })}
          />
          <SelectField
            label={t('more.day')}
            value={String(row.weekday)}
            options={[0, 1, 2, 3, 4, 5, 6].map((day) => ({
              value: String(day),
              label: day === 0 ? t('more.everyDay') : weekday(day),
            }))}
            onChange={(day) => set(n, { weekday: Number(day) })}
          />
          <TextField
            required
            type="time"
            label={t('more.from')}
            value={row.start}
            onChange={(start) => set(n, { start })}
          />
          <TextField required type="time" label={t('more.to')} value={row.end} onChange={(end) => set(n, { end })} />
          {withWhy && (
            <TextField label={t('more.why')} value={row.why} maxLength={120} onChange={(why) => set(n, { why })} />
          )}
          <IconButton
            icon={X}
            label={t('more.remove', { n: n + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== n))}
          />
        </div>
      ))}
      <Button icon={Plus} disabled={rows.length >= MOST} onClick={() => onChange([...rows, firstHours])}>
        {t('more.add')}
      </Button>
    </fieldset>
  );
}
