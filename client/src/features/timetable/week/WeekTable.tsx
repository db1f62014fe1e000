import type { ClipboardEvent, KeyboardEvent } from 'react';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays } from '../useDays.ts';
import { at, contains, moved } from '../grid/selection.ts';
import { useGridFocus } from '../grid/useGridFocus.ts';
import { useStroke } from '../grid/useStroke.ts';
import type { Clash } from './clashes.ts';
import { spotKey, type Entries, type Ground, type View } from './entries.ts';
import type { Gone } from './gone.ts';
import { isSameHours, type WeekGrid } from './grid.ts';
import css from './week.module.css';
import type { GridActs } from './useGridActs.ts';
import { hoursText, type Speak } from './useSpeak.ts';
import type { Tools } from './useTools.ts';
import { WeekCell } from './WeekCell.tsx';

export interface WeekTableProps {
  view: View;
  ground: Ground;
  grid: WeekGrid;
  entries: Entries;
  clashes: ReadonlyMap<string, readonly Clash[]>;
  gone: Gone;
  speak: Speak;
  acts: GridActs;
  tools: Tools;
  mayEdit: boolean;
}

/** The grid of a week (WAI-ARIA APG, grid): one cell is in the tab order, arrows move on. */
export function WeekTable({ view, grid, clashes, gone, speak, acts, tools, mayEdit }: WeekTableProps) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const stroke = useStroke({ ...acts, paints: tools.tool.kind !== 'select' });
  const { selection, size, focusAsked } = acts;
  const { row, col } = selection.focus;
  const table = useGridFocus(selection.focus, focusAsked);

  const onKeyDown = (event: KeyboardEvent) => {
    const done = () => event.preventDefault();
    const { key, shiftKey, altKey } = event;
    const ctrlKey = event.ctrlKey || event.metaKey;
    if (altKey) return;
    const next = moved(selection, { key, shiftKey, ctrlKey }, size);
    if (next) {
      acts.select(next);
      return done();
    }
    if (!mayEdit) return;
    if (ctrlKey) {
      const undoing = key.toLowerCase() === 'z' && !shiftKey;
      const redoing = (key.toLowerCase() === 'z' && shiftKey) || key.toLowerCase() === 'y';
      if (undoing) acts.undo();
      if (redoing) acts.redo();
      if (undoing || redoing) done();
      return;
    }
    if (key === 'Enter' || key === ' ') acts.act();
    else if (key === 'Delete' || key === 'Backspace') acts.clearSelection();
    else if (key === 'Escape') acts.selectTool();
    else if (/^\p{L}$/u.test(key)) acts.letter(key);
    else return;
    done();
  };
  const onClipboard = (event: ClipboardEvent, text: () => string) => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text());
  };

  return (
    <div className={css.scroll}>
      <table
        ref={table}
        // What the pattern asks for; rows, heads and cells are a table's own.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="grid"
        className={cx(css.grid, mayEdit && tools.tool.kind !== 'select' && css.painting)}
        aria-label={t('week.gridOf', { name: speak.name(view.id) })}
        aria-multiselectable
        aria-readonly={!mayEdit}
        onKeyDown={onKeyDown}
        onCopy={(event) => onClipboard(event, acts.copy)}
        onCut={(event) => mayEdit && onClipboard(event, acts.cut)}
        onPaste={(event) => {
          event.preventDefault();
          acts.pasteText(event.clipboardData.getData('text/plain'));
        }}
        {...stroke}
      >
        <thead>
          <tr>
            <th scope="col" className={css.corner}>
              {t('week.period')}
            </th>
            {grid.weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                <span className={css.wide}>{days.weekday(weekday)}</span>
                <span className={css.narrow} aria-hidden>
                  {days.weekday(weekday, 'short')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.periods.map(({ number, hours }, down) => (
            <tr key={number}>
              <th scope="row">
                <b>{number}</b>
                {hours && <span className={css.hours}>{hoursText(hours)}</span>}
              </th>
              {grid.weekdays.map((weekday, along) => {
                const spot = { weekday, period: number };
                const place = { row: down, col: along };
                const own = grid.hours.get(spotKey(spot));
                return (
                  <WeekCell
                    key={weekday}
                    spot={spot}
                    place={place}
                    view={view}
                    entries={acts.there(spot)}
                    clashes={clashes.get(spotKey(spot)) ?? []}
                    gone={gone}
                    hours={own}
                    ownHours={own && hours && !isSameHours(own, hours) ? own : undefined}
                    chosen={contains(selection, place)}
                    focused={row === down && col === along}
                    brush={tools.hour?.subject}
                    speak={speak}
                    onFocus={() => !contains(selection, place) && acts.select(at(place))}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
