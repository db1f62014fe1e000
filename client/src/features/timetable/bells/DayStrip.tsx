import { toMinute } from '@pluriclasse/shared/calendar/days';
import type { Period } from '@pluriclasse/shared/calendar/model';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './bells.module.css';
import { faultsOf } from './periods.ts';

/** A day as a strip: its hours as long as they last, its breaks as gaps between. */
export function DayStrip({
  periods,
  minute,
}: {
  periods: readonly Period[];
  /** Where the clocks stand, if today. */ minute?: number | undefined;
}) {
  const { t } = useTranslation('timetable');
  const faults = faultsOf(periods);
  const right = periods.filter((_, at) => !faults.has(at));
  const [first, last] = [right[0], right.at(-1)];
  if (!first || !last) return <p className={css.note}>{t('bells.strip.none')}</p>;
  const begin = toMinute(first.start);
  const whole = Math.max(1, toMinute(last.end) - begin);
  const share = (from: number) => `${((from - begin) / whole) * 100}%`;
  const words = right.map(({ number, start, end }) => t('bells.strip.period', { number, start, end })).join(', ');
  const runs = minute !== undefined && minute >= begin && minute <= begin + whole;
  return (
    <div className={css.strip} role="img" aria-label={words}>
      <div className={css.track}>
        {right.map(({ number, start, end }) => {
          const now = minute !== undefined && toMinute(start) <= minute && minute < toMinute(end);
          return (
            <span
              key={`${number} ${start}`}
              className={now ? css.nowPeriod : css.period}
              style={{ left: share(toMinute(start)), width: `${((toMinute(end) - toMinute(start)) / whole) * 100}%` }}
            >
              {number}
            </span>
          );
        })}
        {runs && <span className={css.now} style={{ left: share(minute) }} />}
      </div>
      <div className={css.ends}>
        <span>{first.start}</span>
        <span>{last.end}</span>
      </div>
    </div>
  );
}
