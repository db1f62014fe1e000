import type { InstantSpan } from '@pluriclasse/shared/calendar/commonHours';
import { toDayNumber, toWallTime, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { CalendarDays, School, Search } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Icon } from '../../components/Icon.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { Ticks } from '../../components/Ticks.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { dayInstant, nextMonth, schoolYearOf } from './axis.ts';
import css from './HourPanel.module.css';
import { countHindrances, heldWeeks, type Hindrance } from './holding.ts';
import type { ShownSide } from './shown.ts';
import { useDayWords } from './useDayWords.ts';

export interface HourPanelProps {
  sides: readonly ShownSide[];
  span: InstantSpan;
  today: DayNumber;
  /** Whether one may look for lessons of these classes. */
  mayFind: boolean;
  onClose: () => void;
}

/** The hour that was picked: at whose clocks it is when, how often it holds until summer, and what hinders the rest. */
export function HourPanel({ sides, span, today, mayFind, onClose }: HourPanelProps) {
  const { t } = useTranslation('calendar');
  const words = useDayWords();
  const zone = sides[0]?.year.school.timeZone ?? 'UTC';
  const at = toWall(span.start, zone);
  const hour = useMemo(
    () => ({ start: at.minute, end: at.minute + (span.end - span.start) / 60_000 }),
    [at.minute, span],
  );
  const first = at.day < today ? at.day + Math.ceil((today - at.day) / 7) * 7 : at.day;
  const last = useMemo(() => lastDay(sides, first), [sides, first]);
  const weeks = useMemo(
    () =>
      heldWeeks(
        sides.map(({ year, side }) => ({ year, classGroupId: side.id, english: true })),
        first,
        last,
        hour,
      ),
    [sides, first, last, hour],
  );
  const held = weeks.filter(({ hindrance }) => hindrance === undefined);
  const query = new URLSearchParams({
    classes: sides.map(({ side }) => `${side.schoolId}~${side.id}`).join('.'),
    minutes: String(Math.min(60, hour.end - hour.start)),
  });
  return (
    <aside className={css.panel} aria-label={t('hour.label')}>
      <p className={css.kick}>{t('hour.label')}</p>
      <h2>{words.weekday(dayInstant(at.day))}</h2>
      {sides.map(({ sign, side, year }) => (
        <p key={side.id} className={css.both}>
          <SiteMark sign={sign} named />
          <b>{hoursAt(span, year.school.timeZone)}</b>
        </p>
      ))}
      {held.length > 0 && (
        <p>
          {t('hour.span', {
            from: words.dated(dayInstant(held[0]?.day ?? first)),
            to: words.dated(dayInstant(held.at(-1)?.day ?? last)),
          })}
        </p>
      )}
      <div className={css.yield}>
        <p>
          <b>{held.length}</b> {t('hour.hold', { count: weeks.length })}
        </p>
        <Ticks
          label={t('hour.ticks', { count: held.length, of: String(weeks.length) })}
          holds={weeks.map(({ hindrance }) => hindrance === undefined)}
        />
      </div>
      <ul className={css.why}>
        {countHindrances(weeks)
          .slice(0, 5)
          .map(({ hindrance, count }) => (
            <li key={`${hindrance.who} ${hindrance.why} ${hindrance.name ?? ''}`}>
              <Icon of={hindrance.why === 'busy' ? School : CalendarDays} />
              <span>{reason(hindrance, count)}</span>
            </li>
          ))}
      </ul>
      <div className={css.acts}>
        {mayFind && (
          <ButtonLink kind="primary" size="big" icon={Search} href={`/hours?${query}`}>
            {t('hour.find')}
          </ButtonLink>
        )}
        <Button onClick={onClose}>{t('hour.close')}</Button>
      </div>
    </aside>
  );

  function reason({ who, why, name }: Hindrance, count: number): string {
    const school = sides[who]?.year.school.name ?? '';
    if (why === 'closed') return t('hour.closed', { count, school, name: name ?? t('closed') });
    if (why === 'busy') return t('hour.busy', { count, school, name: name || t('hour.elsewhere') });
    return t('hour.unknown', { count, school });
  }
}

/** Until the first school's calendar ends, else until the school year does. */
function lastDay(sides: readonly ShownSide[], first: DayNumber): DayNumber {
  const end = nextMonth(schoolYearOf(first), 10) - 1;
  const known = sides.map(({ year }) => (year.school.known.to === null ? end : toDayNumber(year.school.known.to)));
  return Math.max(first, Math.min(end, ...known));
}

function hoursAt({ start, end }: InstantSpan, zone: string): string {
  return [start, end].map((instant) => toWallTime(toWall(instant, zone).minute)).join('–');
}
