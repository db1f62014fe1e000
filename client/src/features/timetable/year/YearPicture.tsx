import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import type { Closure } from '@pluriclasse/shared/calendar/model';
import { SchoolYear, type SchoolDay } from '@pluriclasse/shared/calendar/SchoolYear';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { Hidden } from '../../../components/Hidden.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays, useToday } from '../useDays.ts';
import type { Month } from './months.ts';
import css from './year.module.css';

/** How a day looks: closed by whom, closed in part, no school anyway, or open. */
type Look = 'open' | 'weekend' | 'unknown' | 'holiday' | 'school' | 'part';

function lookOf({ shut, known, open, closures }: SchoolDay): Look {
  if (!known) return 'unknown';
  if (shut) return isHoliday(shut) ? 'holiday' : 'school';
  if (!open) return 'weekend';
  return closures.length > 0 ? 'part' : 'open';
}

/** Whether the state, the region or the town closes; else it is the school itself. */
const isHoliday = ({ kind }: Closure) => kind === 'public' || kind === 'regional' || kind === 'municipal';

const legend = ['holiday', 'school', 'part', 'weekend', 'unknown'] as const;

export interface YearPictureProps {
  timetable: Timetable;
  months: readonly Month[];
  /** Undefined: there is no such year. */
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
}

/** The school year month by month: closed days are hatched, each kind in its way, and say what closes them. */
export function YearPicture({ timetable, months, onEarlier, onLater }: YearPictureProps) {
  const { t } = useTranslation('timetable');
  const today = useToday(timetable.timeZone);
  const year = useMemo(() => new SchoolYear(timetable), [timetable]);
  const all = months.flatMap(({ weeks }) => weeks.flat().filter((day) => day !== null));
  const open = all.filter((day) => year.day(day).open && year.day(day).known).length;
  return (
    <Paper
      title={t('year.picture.title', { count: open })}
      aside={
        (onEarlier || onLater) && (
          <div className={css.turnPages}>
            <Button size="dense" icon={ChevronLeft} disabled={!onEarlier} onClick={onEarlier}>
              {t('year.picture.earlier')}
            </Button>
            <Button size="dense" icon={ChevronRight} disabled={!onLater} onClick={onLater}>
              {t('year.picture.later')}
            </Button>
          </div>
        )
      }
    >
      <ul className={css.legend}>
        {legend.map((look) => (
          <li key={look}>
            <span className={cx(css.key, css[look])} aria-hidden />
            {t(`year.looks.${look}`)}
          </li>
        ))}
        <li>
          <span className={cx(css.key, css.today)} aria-hidden />
          {t('year.looks.today')}
        </li>
      </ul>
      <div className={css.months}>
        {months.map((month) => (
          <MonthTable key={month.first} month={month} year={year} today={today} />
        ))}
      </div>
    </Paper>
  );
}

function MonthTable({ month, year, today }: { month: Month; year: SchoolYear; today: DayNumber }) {
  const days = useDays();
  return (
    <table className={css.month}>
      <caption>{days.month(month.first)}</caption>
      <thead>
        <tr>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <th key={weekday} scope="col">
              <span aria-hidden>{days.weekday(weekday, 'narrow')}</span>
              <Hidden>{days.weekday(weekday)}</Hidden>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, row) => (
          <tr key={row}>
            {week.map((day, col) =>
              day === null ? (
                <td key={col} aria-hidden />
              ) : (
                <Day key={col} day={year.day(day)} isToday={day === today} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, isToday }: { day: SchoolDay; isToday: boolean }) {
  const { t } = useTranslation('timetable');
  const look = lookOf(day);
  const closures = day.shut ? [day.shut] : day.closures;
  const words = closures.map(({ name }) => name).join(', ');
  return (
    <td className={cx(css.day, css[look], isToday && css.today)} title={words || undefined}>
      <time dateTime={toIsoDay(day.day)}>{Number(toIsoDay(day.day).slice(8))}</time>
      {(words !== '' || isToday) && (
        <Hidden>
          {isToday && t('year.looks.today')} {words}
        </Hidden>
      )}
    </td>
  );
}
