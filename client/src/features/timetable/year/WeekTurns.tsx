import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { mondayOf } from '@pluriclasse/shared/calendar/days';
import type { WeekPattern } from '@pluriclasse/shared/calendar/model';
import { SchoolYear } from '@pluriclasse/shared/calendar/SchoolYear';
import { useMemo } from 'react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays, useToday } from '../useDays.ts';
import css from './year.module.css';

/** Weeks that are shown ahead. */
const ahead = 8;

/** Which of the weeks that take turns comes when, and what closes in them. */
export function WeekTurns({ timetable, pattern }: { timetable: Timetable; pattern: WeekPattern }) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const today = useToday(timetable.timeZone);
  const year = useMemo(() => new SchoolYear({ ...timetable, weekPattern: pattern }), [timetable, pattern]);
  const monday = mondayOf(today);
  const weeks = Array.from({ length: ahead }, (_, n) => {
    const first = monday + 7 * n;
    const all = Array.from({ length: 7 }, (__, day) => year.day(first + day));
    const shut = all.flatMap(({ shut: closure }) => closure ?? []);
    return {
      first,
      name: year.day(first).week,
      open: all.filter(({ open }) => open).length,
      closures: [...new Set(shut.map(({ name }) => name))],
    };
  });
  return (
    <div className={css.turns}>
      <h3>{t('year.weeks.next')}</h3>
      <ol>
        {weeks.map(({ first, name, open, closures }) => (
          <li key={first} className={cx(open === 0 && css.noSchool)}>
            <b className={cx(css.turn, first === monday && css.today)}>{name}</b>
            <span>
              {t('year.weeks.from', { day: days.day(first) })}
              {first === monday && ` · ${t('year.weeks.this')}`}
            </span>
            <span className={css.facts}>
              {open === 0 ? t('year.weeks.noSchool') : closures.length > 0 && t('year.weeks.open', { count: open })}
              {closures.length > 0 && `: ${closures.join(', ')}`}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
