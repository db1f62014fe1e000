import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { TriangleAlert, UserX } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { Hidden } from '../../../components/Hidden.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { Place } from '../grid/selection.ts';
import type { Clash } from './clashes.ts';
import type { Spot, View } from './entries.ts';
import type { Gone } from './gone.ts';
import type { Hours } from './grid.ts';
import css from './week.module.css';
import { hoursText, type Speak } from './useSpeak.ts';

export interface WeekCellProps {
  spot: Spot;
  place: Place;
  view: View;
  entries: readonly TimetableEntry[];
  clashes: readonly Clash[];
  gone: Gone;
  /** Undefined: no bell rings here. */
  hours: Hours | undefined;
  /** Where they differ from the row's. */
  ownHours: Hours | undefined;
  chosen: boolean;
  focused: boolean;
  /** The subject that is painted with: its cells light up. */
  brush: string | undefined;
  speak: Speak;
  onFocus: () => void;
}

/** One hour of the week: what takes place in it, in words for the eye and the ear. */
export function WeekCell({ spot, place, view, entries, clashes, gone, hours, ...rest }: WeekCellProps) {
  const { t } = useTranslation('timetable');
  const { ownHours, chosen, focused, brush, speak, onFocus } = rest;
  const mine = clashes.filter(({ entries: pair }) => pair.some((entry) => entries.includes(entry)));
  const left = entries.flatMap(({ entryId }) => {
    const names = gone.get(entryId);
    return names ? [speak.gone(names)] : [];
  });
  const what =
    entries.length > 0
      ? entries.map((entry) => speak.entry(entry, view)).join('; ')
      : hours
        ? t('week.free')
        : t('week.noBell');
  const words = [
    `${speak.place(spot)}${hours ? `, ${hoursText(hours)}` : ''}: ${what}`,
    ...mine.map(speak.clash),
    ...left,
  ];
  return (
    <td
      data-place={`${place.row},${place.col}`}
      tabIndex={focused ? 0 : -1}
      aria-selected={chosen}
      className={cx(css.cell, !hours && css.silent, chosen && css.chosen)}
      onFocus={onFocus}
    >
      <Hidden>{words.join('. ')}</Hidden>
      <div className={css.inner} aria-hidden>
        {ownHours && <span className={css.own}>{hoursText(ownHours)}</span>}
        {!hours && entries.length === 0 && <span className={css.dash}>{t('week.noBellShort')}</span>}
        {entries.map((entry) => {
          const clash = mine.some(({ entries: pair }) => pair.includes(entry));
          return (
            <div key={entry.entryId} className={cx(css.entry, entry.subject === brush && css.same, clash && css.clash)}>
              <span className={css.subject}>
                {entry.weeks.length > 0 && <span className={css.week}>{entry.weeks.join(' ')}</span>}
                <span>{entry.subject}</span>
              </span>
              <span className={css.aside}>{speak.aside(entry, view).join(' · ')}</span>
              {gone.has(entry.entryId) && (
                <span className={css.gone}>
                  <Icon of={UserX} />
                  {t('gone.short')}
                </span>
              )}
              {clash && <Icon of={TriangleAlert} />}
            </div>
          );
        })}
      </div>
    </td>
  );
}
