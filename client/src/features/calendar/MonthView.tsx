import { commonFreeSpans } from '@pluriclasse/shared/calendar/commonHours';
import type { DayNumber } from '@pluriclasse/shared/calendar/days';
import { cx } from '../../components/cx.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { siteColour, SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { dayInstant, daysOfWeek, nextMonth, weeksOfMonth } from './axis.ts';
import { closedBy, eventsOf } from './events.ts';
import css from './MonthView.module.css';
import type { Shown } from './shown.ts';
import { useDayKeys } from './useDayKeys.ts';
import { useDayWords } from './useDayWords.ts';

const SHORTEST = 30;

export interface MonthViewProps extends Shown {
  /** Its first day. */
  first: DayNumber;
  today: DayNumber;
  /** Opens the week of a day. */
  onOpen: (day: DayNumber) => void;
}

/** A month as weeks: what is closed and where, lessons with others, and how often both are free. */
export function MonthView({ sides, lessons, first, today, onOpen }: MonthViewProps) {
  const { t } = useTranslation('calendar');
  const words = useDayWords();
  const years = sides.map(({ year }) => year);
  const timeZone = years[0]?.school.timeZone ?? 'UTC';
  const classes = sides.flatMap(({ year, side }) =>
    side.of === 'class' ? [{ year, classGroupId: side.id, english: true }] : [],
  );
  const weeks = weeksOfMonth(first).map((monday) => daysOfWeek(monday, years));
  const end = nextMonth(first, 1);
  const { onKeyDown, tabIndexOf } = useDayKeys(weeks.flat().includes(today) ? today : (weeks[0]?.[0] ?? first));
  return (
    // Its buttons are what one acts on; it hears the arrows between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={css.scroll} onKeyDown={onKeyDown}>
      <table className={css.month} aria-label={words.month(dayInstant(first))}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {words.weekdayShort(dayInstant(day))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days[0]}>
              {days.map((day) => {
                const free = classes.length === 2 ? commonFreeSpans(classes, day, SHORTEST).length : 0;
                const meetings = uniqueLessons(sides.flatMap((shown) => eventsOf(shown, lessons, { day, timeZone })));
                return (
                  <td key={day} className={cx((day < first || day >= end) && css.outside, day === today && css.today)}>
                    <button
                      type="button"
                      data-day={day}
                      tabIndex={tabIndexOf(day)}
                      className={css.open}
                      onClick={() => onOpen(day)}
                    >
                      {words.number(dayInstant(day))}
                      <Hidden>{` ${words.long(dayInstant(day))}`}</Hidden>
                      {day === today && <span className={css.now}>{t('today')}</span>}
                    </button>
                    <ul className={css.what}>
                      {sides.map(({ year, side, sign, name }, n) => {
                        const closure = closedBy(year, side, day);
                        if (closure === undefined && year.day(day).open) return null;
                        return (
                          <li key={`${n} ${side.id}`} className={cx(css.closed, siteColour(sign))}>
                            <SiteMark sign={sign} />
                            <Hidden>{name} </Hidden>
                            <span>{closure ? closure.name || t('away') : t('closed')}</span>
                          </li>
                        );
                      })}
                      {meetings.map(({ key, title }) => (
                        <li key={key} className={css.lesson}>
                          {title || t('taken')}
                        </li>
                      ))}
                      {free > 0 && <li className={css.free}>{t('freeHours', { count: free })}</li>}
                    </ul>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A lesson of both sides is one. */
function uniqueLessons(events: ReturnType<typeof eventsOf>) {
  return [...new Map(events.filter(({ kind }) => kind === 'lesson').map((event) => [event.key, event])).values()];
}
