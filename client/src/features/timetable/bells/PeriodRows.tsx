import type { Period } from '@pluriclasse/shared/calendar/model';
import { Plus, X } from 'lucide-react';
import { Fragment } from 'react';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './bells.module.css';
import { addPeriod, breakBetween, faultsOf, lengths, minutesOf, withBreak, withLength } from './periods.ts';

export interface PeriodRowsProps {
  periods: readonly Period[];
  onChange: (periods: readonly Period[]) => void;
}

/** The hours of a day; one length for all of them by a tap, breaks between. */
export function PeriodRows({ periods, onChange }: PeriodRowsProps) {
  const { t } = useTranslation('timetable');
  const faults = faultsOf(periods);
  const set = (at: number, change: Partial<Period>) =>
    onChange(periods.map((period, n) => (n === at ? { ...period, ...change } : period)));
  return (
    <fieldset className={css.periods}>
      <legend>{t('bells.fields.periods')}</legend>
      <div className={css.lengths} role="group" aria-label={t('bells.length.label')}>
        <span>{t('bells.length.label')}</span>
        {lengths.map((minutes) => (
          <Button
            key={minutes}
            size="dense"
            on={periods.length > 0 && periods.every((period) => minutesOf(period) === minutes)}
            onClick={() => onChange(periods.length === 0 ? addPeriod([], minutes) : withLength(periods, minutes))}
          >
            {t('bells.length.minutes', { count: minutes })}
          </Button>
        ))}
      </div>
      <ol className={css.rows}>
        {periods.map((period, at) => {
          const next = periods[at + 1];
          const fault = faults.get(at);
          const gap = next && !faults.has(at) && !faults.has(at + 1) ? breakBetween(period, next) : undefined;
          return (
            <Fragment key={at}>
              <li className={css.row}>
                <TextField
                  label={t('bells.fields.number')}
                  labelHidden={at > 0}
                  type="number"
                  min={0}
                  max={40}
                  required
                  value={String(period.number)}
                  onChange={(number) => set(at, { number: Math.round(Number(number)) })}
                />
                <TextField
                  label={t('bells.fields.start')}
                  labelHidden={at > 0}
                  type="time"
                  required
                  value={period.start}
                  onChange={(start) => set(at, { start })}
                />
                <TextField
                  label={t('bells.fields.end')}
                  labelHidden={at > 0}
                  type="time"
                  required
                  value={period.end}
                  onChange={(end) => set(at, { end })}
                />
                <IconButton
                  icon={X}
                  label={t('bells.removePeriod', { number: period.number })}
                  onClick={() => onChange(periods.filter((_, n) => n !== at))}
                />
                {fault && (
                  <p className={css.fault} role="alert">
                    {t(`bells.faults.${fault}`)}
                  </p>
                )}
              </li>
              {gap !== undefined && (
                <li className={css.break}>
                  <span>{gap === 0 ? t('bells.noBreak') : t('bells.break', { count: gap })}</span>
                  {[5, -5].map((by) => (
                    <button
                      key={by}
                      type="button"
                      disabled={gap + by < 0}
                      aria-label={t('bells.breakBy', { by: signed(by), number: period.number })}
                      onClick={() => onChange(withBreak(periods, at, gap + by))}
                    >
                      {signed(by)}
                    </button>
                  ))}
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
      <Button icon={Plus} onClick={() => onChange(addPeriod(periods))}>
        {t('bells.addPeriod')}
      </Button>
    </fieldset>
  );
}

const signed = (minutes: number): string => (minutes > 0 ? `+${minutes}` : `−${-minutes}`);
