import { setAvailability, type Timetable } from '@pluriclasse/shared/api/timetables';
import type { Minute, Weekday } from '@pluriclasse/shared/calendar/days';
import type { CalendarStaff } from '@pluriclasse/shared/calendar/model';
import type { StaffId } from '@pluriclasse/shared/ids';
import { useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { useRoving } from '../../../components/useRoving.ts';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { placesIn, type Place } from '../grid/selection.ts';
import { LeaveDialog } from '../../../components/LeaveDialog.tsx';
import page from '../timetable.module.css';
import { useToday } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { amend, begin, redo, step as goStep, undo, type History } from '../week/history.ts';
import { cellKey, fromCells, halfHours, toCells, type WishCells } from './availability.ts';
import css from './people.module.css';
import { wishIcons, type WishTool } from './wishIcons.ts';
import { WishTable } from './WishTable.tsx';

const tools: readonly WishTool[] = ['never', 'rather-not', 'gladly', 'none'];

export interface AvailabilityEditorProps {
  timetable: Timetable;
  person: CalendarStaff;
  staffId: StaffId;
  mayEdit: boolean;
}

/** A week of half hours on which one paints when one can't, would rather not, or would gladly. */
export function AvailabilityEditor({ timetable, person, staffId, mayEdit }: AvailabilityEditorProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const { schoolId, revision } = timetable;
  const { availability } = person;
  const today = useToday(timetable.timeZone);
  const minutes = halfHours(timetable, availability);
  const weekdays = timetable.weekdays.toSorted((a, b) => a - b);
  const stored = toCells(availability, minutes, today);
  /** Nothing painted yet: what is stored shows, also when it changes. */
  const [painting, setHistory] = useState<History<WishCells>>();
  /** What was painted over: another's change of these wishes is never written over, one of anything else does not matter. */
  const [base, setBase] = useState({ revision, availability });
  const isAsPainted = JSON.stringify(base.availability) === JSON.stringify(availability);
  if (painting === undefined && base.revision !== revision) setBase({ revision, availability });
  const history = painting ?? begin<WishCells>(stored);
  const [tool, setTool] = useState<WishTool>('never');
  const stroke = useRef(false);
  const save = useTimetableChange(setAvailability, schoolId);
  const cells = history.now;
  const unsaved = !isSame(stored, cells);

  const painted = (places: readonly Place[], wish: WishTool): WishCells => {
    const next = new Map(cells);
    for (const { row, col } of places) {
      const [weekday, minute] = [weekdays[col], minutes[row]];
      if (weekday === undefined || minute === undefined) continue;
      if (wish === 'none') next.delete(cellKey(weekday, minute));
      else next.set(cellKey(weekday, minute), wish);
    }
    return isSame(next, cells) ? cells : next;
  };
  const paint = (places: readonly Place[], wish: WishTool = tool) => {
    stroke.current = false;
    setHistory(goStep(history, painted(places, wish)));
  };
  const store = () =>
    save.mutate(
      {
        params: { schoolId, staffId },
        body: {
          revision: isAsPainted ? revision : base.revision,
          availability: fromCells(availability, cells, minutes, today),
        },
      },
      {
        onSuccess: () => {
          setHistory(undefined);
          showToast(common('saved'));
        },
      },
    );
  const { ref, onKeyDown } = useRoving<HTMLDivElement>((element) => {
    const chosen = tools.find((one) => one === element.dataset['roving']);
    if (chosen) setTool(chosen);
  });
  return (
    <Paper title={t('people.week.title')} className={page.stack}>
      {mayEdit && (
        // The focus is on one of the choices.
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
        <div
          ref={ref}
          role="radiogroup"
          aria-label={t('people.week.tools')}
          className={css.tools}
          onKeyDown={onKeyDown}
        >
          {tools.map((one) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={tool === one}
              tabIndex={tool === one ? 0 : -1}
              data-roving={one}
              className={css.tool}
              onClick={() => setTool(one)}
            >
              <Icon of={wishIcons[one]} />
              <span>{t(`people.wishes.${one}`)}</span>
            </button>
          ))}
        </div>
      )}
      <WishTable
        name={person.name}
        weekdays={weekdays}
        minutes={minutes}
        wishOf={(weekday: Weekday, minute: Minute) => cells.get(cellKey(weekday, minute))}
        mayEdit={mayEdit}
        onAct={(selection) => paint(placesIn(selection))}
        onClear={(selection) => paint(placesIn(selection), 'none')}
        onBegin={(place) => {
          const next = painted([place], tool);
          stroke.current = next !== cells;
          setHistory(goStep(history, next));
        }}
        onGoOn={(place) => {
          const next = painted([place], tool);
          if (next === cells) return;
          setHistory(stroke.current ? amend(history, next) : goStep(history, next));
          stroke.current = true;
        }}
        onUndo={() => setHistory(undo(history))}
        onRedo={() => setHistory(redo(history))}
      />
      {save.error && <ErrorLine>{errorText(common, save.error)}</ErrorLine>}
      {mayEdit && (
        <div className={page.acts}>
          <Button kind="primary" disabled={!unsaved} busy={save.isPending} onClick={store}>
            {common('save')}
          </Button>
          <Button disabled={!unsaved} onClick={() => setHistory(undefined)}>
            {t('people.week.discard')}
          </Button>
          <p className={page.small} role="status">
            {unsaved ? t('people.week.unsaved') : t('people.week.words')}
          </p>
        </div>
      )}
      <LeaveDialog unsaved={unsaved} say={(word) => t(`leave.${word}`)} />
    </Paper>
  );
}

const isSame = (a: WishCells, b: WishCells) => a.size === b.size && [...a].every(([key, wish]) => b.get(key) === wish);
