import type { DayNumber } from '@pluriclasse/shared/calendar/days';
import { cx } from '../../components/cx.ts';
import { siteColour, SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { dayInstant, daysOfWeek, nextMonth, weeksOfMonth } from './axis.ts';
import { closedBy, eventsOf } from './events.ts';
import type { Shown, ShownSide } from './shown.ts';
import { useDayKeys } from './useDayKeys.ts';
import { useDayWords } from './useDayWords.ts';
import css from './YearView.module.css';

export interface YearViewProps extends Shown {
  /** The first of its September. */
  first: DayNumber;
  today: DayNumber;
  onOpen: (day: DayNumber) => void;
}

/** A school year as twelve months: who is closed when, and which days hold lessons; the sum in words below. */
export function YearView({ sides, lessons, first, today, onOpen }: YearViewProps) {
  const { t } = useTranslation('calendar');
  const words = useDayWords();
  const years = sides.map(({ year }) => year);
  const timeZone = years[0]?.school.timeZone ?? 'UTC';
  const months = Array.from({ length: 12 }, (_, n) => nextMonth(first, n));
  const isLesson = (day: DayNumber) =>
    sides.some((shown) => eventsOf(shown, lessons, { day, timeZone }).some(({ kind }) => kind === 'lesson'));
  const days = months.flatMap((month) => daysIn(month, years));
  const together = days.filter((day) => sides.every((shown) => isOpen(shown, day))).length;
  const { onKeyDown, tabIndexOf } = useDayKeys(days.includes(today) ? today : (days[0] ?? first));
  return (
    <div className={css.year}>
      <ul className={css.sums}>
        {sides.length > 1 && <li>{t('openTogether', { count: together })}</li>}
        {sides.map((shown, n) => (
          <li key={`${n} ${shown.side.id}`}>
            <SiteMark sign={shown.sign} />
            {t('openDays', { name: shown.year.school.name, count: days.filter((day) => isOpen(shown, day)).length })}
          </li>
        ))}
      </ul>
      {/* Its buttons are what one acts on; it hears the arrows between them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={css.months} onKeyDown={onKeyDown}>
        {months.map((month) => (
          <table key={month} className={css.month}>
            <caption>{words.month(dayInstant(month))}</caption>
            <thead>
              <tr>
                {daysOfWeek(weeksOfMonth(month)[0] ?? month, years).map((day) => (
                  <th key={day} scope="col" abbr={words.weekday(dayInstant(day))}>
                    {words.weekdayShort(dayInstant(day)).slice(0, 1)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOfMonth(month).map((monday) => (
                <tr key={monday}>
                  {daysOfWeek(monday, years).map((day) => {
                    if (day < month || day >= nextMonth(month, 1)) return <td key={day} aria-hidden />;
                    const note = noteOf(sides, day, (closed) => (closed ? closed.name || t('away') : t('closed')));
                    const lesson = isLesson(day);
                    const label = [words.long(dayInstant(day)), ...note, ...(lesson ? [t('lesson')] : [])].join(', ');
                    return (
                      <td key={day}>
                        <button
                          type="button"
                          data-day={day}
                          tabIndex={tabIndexOf(day)}
                          className={cx(css.day, day === today && css.today, lesson && css.lesson)}
                          title={label}
                          aria-label={label}
                          onClick={() => onOpen(day)}
                        >
                          <span className={css.number}>{words.number(dayInstant(day))}</span>
                          <span className={css.halves}>
                            {sides.map((shown, n) => (
                              <i
                                key={`${n} ${shown.side.id}`}
                                className={cx(siteColour(shown.sign), isOpen(shown, day) ? css.open : css.shut)}
                              />
                            ))}
                          </span>
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </div>
  );
}

const isOpen = ({ year, side }: ShownSide, day: DayNumber) => {
  const { open, known } = year.day(day);
  return open && known && closedBy(year, side, day) === undefined;
};

const daysIn = (month: DayNumber, years: readonly ShownSide['year'][]): DayNumber[] =>
  weeksOfMonth(month)
    .flatMap((monday) => daysOfWeek(monday, years))
    .filter((day) => day >= month && day < nextMonth(month, 1));

const noteOf = (
  sides: readonly ShownSide[],
  day: DayNumber,
  word: (closed: ReturnType<typeof closedBy>) => string,
): string[] =>
  sides.flatMap((shown) =>
    isOpen(shown, day) ? [] : [`${shown.year.school.name}: ${word(closedBy(shown.year, shown.side, day))}`],
  );
