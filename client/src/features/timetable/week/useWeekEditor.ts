import { changeEntries, readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import { useEffect, useReducer, useRef } from 'react';
import { newId } from '../../../lib/newId.ts';
import { useRead } from '../../../lib/query.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { countOf } from './changes.ts';
import { edit, pendingOf, startEditor } from './editor.ts';
import type { Ground, Spot, View } from './entries.ts';
import type { Hour } from './hours.ts';
import type { Brush } from './paint.ts';

/** The school's weekly hours as they are painted here, and the way to store them. */
export function useWeekEditor(timetable: Timetable) {
  const { schoolId, revision, entries } = timetable;
  const [state, dispatch] = useReducer(edit, undefined, () => startEditor(revision, entries));
  const save = useTimetableChange(changeEntries, schoolId);
  const read = useRead(readTimetable, { params: { schoolId } }, { enabled: false });
  const strokes = useRef(0);
  const pending = pendingOf(state);
  const unsaved = countOf(pending);
  const behind = revision > state.base.revision;

  // Nothing is painted: what others do is simply shown.
  useEffect(() => {
    if (behind && unsaved === 0) dispatch({ kind: 'adopt', revision, entries });
  }, [behind, unsaved, revision, entries]);

  const where = (view: View, ground: Ground) => ({ view, ground, newId });
  return {
    entries: state.history.now,
    met: state.met,
    unsaved,
    /** Others have saved since: saving would be refused until what is painted here is put on top of theirs. */
    behind: behind && unsaved > 0,
    saving: save.isPending,
    failure: save.error,
    canUndo: state.history.past.length > 0,
    canRedo: state.history.future.length > 0,
    newStroke: () => (strokes.current += 1),
    paint: (view: View, ground: Ground, spots: readonly Spot[], brush: Brush, stroke?: number) =>
      dispatch({ kind: 'paint', ...where(view, ground), spots, brush, ...(stroke !== undefined && { stroke }) }),
    clear: (view: View, ground: Ground, spots: readonly Spot[], weeks: readonly string[], stroke?: number) =>
      dispatch({ kind: 'clear', ...where(view, ground), spots, weeks, ...(stroke !== undefined && { stroke }) }),
    put: (view: View, ground: Ground, cells: readonly { spot: Spot; hours: readonly Hour[] }[]) =>
      dispatch({ kind: 'put', ...where(view, ground), cells }),
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
    discard: () => {
      save.reset();
      dispatch({ kind: 'discard' });
    },
    /** Loads what others did and puts what is painted here on top. */
    putOnTop: async () => {
      const { data } = await read.refetch();
      if (data === undefined) return;
      save.reset();
      dispatch({ kind: 'adopt', revision: data.revision, entries: data.entries });
    },
    save: (onSaved: () => void) =>
      save.mutate(
        { params: { schoolId }, body: { revision: state.base.revision, ...pending } },
        {
          onSuccess: (answer) => {
            dispatch({ kind: 'saved', revision: answer.revision, entries: answer.entries });
            onSaved();
          },
        },
      ),
  };
}
export type WeekEditor = ReturnType<typeof useWeekEditor>;
