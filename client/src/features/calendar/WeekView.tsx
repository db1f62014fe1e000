import { commonFreeSpans, isFree, type InstantSpan } from '@pluriclasse/shared/calendar/commonHours';
import { toWallTime, type DayNumber, type Minute } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { Check } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { cx } from '../../components/cx.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { Icon } from '../../components/Icon.tsx';
import { siteColour, SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { dayInstant, daysOfWeek, inLanes, otherClock, spanOf, type Placed } from './axis.ts';
import css from './WeekView.module.css';
import { closedBy, eventsOf } from './events.ts';
import type { Shown, ShownSide } from './shown.ts';
import { useDayWords } from './useDayWords.ts';

/** Shorter gaps are breaks, not lessons. */
const SHORTEST = 30;

export interface WeekViewProps extends Shown {
  monday: DayNumber;
  today: DayNumber;
  chosen: InstantSpan | undefined;
  onChoose: (span: InstantSpan) => void;
}

/** Two schools in one day column, same instants side by side, the hours of both at the edge. */
export function WeekView({ sides, lessons, monday, today, chosen, onChoose }: WeekViewProps) {
  const { t } = useTranslation('calendar');
  const words = useDayWords();
  const [first] = sides;
  if (first === undefined) return null;
  const timeZone = first.year.school.timeZone;
  const classes = sides.flatMap(({ year, side }) =>
    side.of === 'class' ? [{ year, classGroupId: side.id, english: true }] : [],
  );
  const days = daysOfWeek(
    monday,
    sides.map(({ year }) => year),
  ).map((day) => ({
    day,
    columns: sides.map((shown) => ({ shown, events: inLanes(eventsOf(shown, lessons, { day, timeZone })) })),
    common: classes.length === 2 && sides.length === 2 ? commonFreeSpans(classes, day, SHORTEST) : [],
  }));
  const { from, to } = spanOf(days.flatMap(({ columns }) => columns.flatMap(({ events }) => events)));
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, n) => from + n * 60);
  const place = (start: Minute, end: Minute): CSSProperties => ({
    top: `calc(${(start - from) / 60} * var(--hour))`,
    height: `calc(${(end - start) / 60} * var(--hour) - 3px)`,
  });
  return (
    <div className={css.scroll}>
      <div className={css.grid} style={{ '--hours': (to - from) / 60, '--days': days.length } as CSSProperties}>
        <div className={css.times} aria-hidden>
          <p className={css.marks}>
            {sides.map(({ sign, side }, n) => (
              <SiteMark key={`${n} ${side.id}`} sign={sign} />
            ))}
          </p>
          <div className={css.hours}>
            {hours.map((minute) => (
              <p key={minute} style={{ top: place(minute, minute).top }}>
                {sides.map(({ year, side }, n) => (
                  <span key={`${n} ${side.id}`}>{clock(monday, minute, timeZone, year.school.timeZone)}</span>
                ))}
              </p>
            ))}
          </div>
        </div>
        {days.map(({ day, columns, common }) => (
          <section
            key={day}
            className={cx(css.day, day === today && css.today)}
            aria-label={words.long(dayInstant(day))}
          >
            <h2 className={css.date}>
              {words.short(dayInstant(day))}
              {day === today && <span className={css.now}>{t('today')}</span>}
            </h2>
            <div className={css.columns}>
              {columns.map(({ shown, events }, n) => (
                <Column key={`${n} ${shown.side.id}`} shown={shown} day={day} events={events} place={place} />
              ))}
              {common.map((span) => {
                const free = classes.every((one) => isFree({ ...one, english: false }, span));
                const start = toWall(span.start, timeZone).minute;
                const end = start + (span.end - span.start) / 60_000;
                const on = chosen?.start === span.start && chosen.end === span.end;
                return (
                  <button
                    key={span.start}
                    type="button"
                    className={cx(css.common, on && css.picked)}
                    style={place(start, end)}
                    aria-pressed={on}
                    onClick={() => onChoose(span)}
                  >
                    {on && <Icon of={Check} />}
                    <b>{t(free ? 'bothFree' : 'bothEnglish')}</b>
                    <span>{t('minutes', { count: end - start })}</span>
                    <Hidden>{`${toWallTime(start)}–${toWallTime(end)}`}</Hidden>
                  </button>
                );
              })}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

const clock = (day: DayNumber, minute: Minute, edge: string, zone: string): string => {
  const other = zone === edge ? minute : otherClock(day, minute, edge, zone);
  return other === undefined ? '' : toWallTime(other).replace(/^0/, '');
};

interface ColumnProps {
  shown: ShownSide;
  day: DayNumber;
  events: readonly Placed[];
  place: (start: Minute, end: Minute) => CSSProperties;
}

function Column({ shown: { year, side, sign, name }, day, events, place }: ColumnProps) {
  const { t } = useTranslation('calendar');
  const closure = closedBy(year, side, day);
  const open = year.day(day).open && closure === undefined;
  return (
    <ol className={cx(css.column, siteColour(sign), css[sign.shape])} aria-label={name}>
      {!open && (
        <li className={css.closed}>
          <span>{closure ? closure.name || t('away') : t('closed')}</span>
        </li>
      )}
      {events.map(({ key, kind, title: said, href, unsettled, start, end, lane, lanes }) => {
        const title = said || t(kind === 'away' ? 'away' : 'taken');
        return (
          <li
            key={key}
            className={cx(css.event, css[kind], unsettled && css.unsettled, end - start < 35 && css.small)}
            style={{ ...place(start, end), left: `${(lane / lanes) * 100}%`, width: `calc(${100 / lanes}% - 2px)` }}
            title={`${toWallTime(start)}–${toWallTime(end)} ${title}${unsettled ? ` (${t('unsettled')})` : ''}`}
          >
            <Hidden>{`${toWallTime(start)}–${toWallTime(end)} `}</Hidden>
            {href === undefined ? title : <Link href={href}>{title}</Link>}
            {unsettled && <Hidden>{` (${t('unsettled')})`}</Hidden>}
          </li>
        );
      })}
    </ol>
  );
}
