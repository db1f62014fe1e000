import { toWallTime, type Minute, type Weekday } from '@pluriclasse/shared/calendar/days';
import type { AvailabilityWish } from '@pluriclasse/shared/calendar/model';
import { useState, type KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { at, contains, moved, within, type Place, type Selection } from '../grid/selection.ts';
import { useGridFocus } from '../grid/useGridFocus.ts';
import { useStroke } from '../grid/useStroke.ts';
import { useDays } from '../useDays.ts';
import { step } from './availability.ts';
import { wishIcons } from './wishIcons.ts';
import css from './people.module.css';

export interface WishTableProps {
  name: string;
  weekdays: readonly Weekday[];
  minutes: readonly Minute[];
  wishOf: (weekday: Weekday, minute: Minute) => AvailabilityWish | undefined;
  mayEdit: boolean;
  onAct: (selection: Selection) => void;
  onClear: (selection: Selection) => void;
  onBegin: (place: Place) => void;
  onGoOn: (place: Place) => void;
  onUndo: () => void;
  onRedo: () => void;
}

const looks = { never: css.never, 'rather-not': css.ratherNot, gladly: css.gladly };

/** Half hours of a week (WAI-ARIA APG, grid). A run of one wish is named once; every cell says it to who can't see it. */
export function WishTable({ name, weekdays, minutes, wishOf, mayEdit, ...acts }: WishTableProps) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const [chosen, setChosen] = useState<Selection>(at({ row: 0, col: 0 }));
  const size = { rows: minutes.length, cols: weekdays.length };
  const selection = within(chosen, size);
  const { focus } = selection;
  const table = useGridFocus(focus, 0);
  const stroke = useStroke({
    selection,
    paints: mayEdit,
    select: setChosen,
    beginStroke: acts.onBegin,
    goOnStroke: acts.onGoOn,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, altKey } = event;
    const ctrlKey = event.ctrlKey || event.metaKey;
    const next = altKey ? undefined : moved(selection, { key, shiftKey, ctrlKey }, size);
    if (next) setChosen(next);
    else if (!mayEdit || altKey) return;
    else if (ctrlKey && key.toLowerCase() === 'z') (shiftKey ? acts.onRedo : acts.onUndo)();
    else if (ctrlKey) return;
    else if (key === 'Enter' || key === ' ') acts.onAct(selection);
    else if (key === 'Delete' || key === 'Backspace') acts.onClear(selection);
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.scroll}>
      <table
        ref={table}
        // What the pattern asks for; rows, heads and cells are a table's own.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className={css.grid}
        aria-label={t('people.week.gridOf', { name })}
        aria-multiselectable
        aria-readonly={!mayEdit}
        onKeyDown={onKeyDown}
        {...stroke}
      >
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              {t('people.week.time')}
            </th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                {days.weekday(weekday, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute, row) => (
            <tr key={minute} className={minute % 60 === 0 ? css.full : undefined}>
              <th scope="row">{minute % 60 === 0 ? toWallTime(minute) : ''}</th>
              {weekdays.map((weekday, col) => {
                const wish = wishOf(weekday, minute);
                const begins = wish !== undefined && wishOf(weekday, minute - step) !== wish;
                const hours = `${days.weekday(weekday)}, ${toWallTime(minute)}–${toWallTime(minute + step)}`;
                return (
                  <td
                    key={weekday}
                    data-place={`${row},${col}`}
                    tabIndex={focus.row === row && focus.col === col ? 0 : -1}
                    aria-selected={contains(selection, { row, col })}
                    aria-label={`${hours}: ${t(`people.wishes.${wish ?? 'none'}`)}`}
                    className={cx(css.cell, wish && looks[wish], contains(selection, { row, col }) && css.chosen)}
                    onFocus={() => !contains(selection, { row, col }) && setChosen(at({ row, col }))}
                  >
                    {begins && (
                      <span className={css.word}>
                        <Icon of={wishIcons[wish]} />
                        <span>{t(`people.wishes.${wish}`)}</span>
                      </span>
                    )}
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
