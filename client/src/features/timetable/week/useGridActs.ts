import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { useRef, useState } from 'react';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { at, box, isSingle, placesIn, within, type Place, type Selection } from '../grid/selection.ts';
import { entriesAt, spotKey, type Ground, type Spot, type View } from './entries.ts';
import type { WeekGrid } from './grid.ts';
import { brushOf, hourOf, readHour, type Hour } from './hours.ts';
import { byLetter } from './palette.ts';
import { readCells, writeTable } from './table.ts';
import type { Tools } from './useTools.ts';
import type { WeekEditor } from './useWeekEditor.ts';

/** What was copied here, and the text of it that the clipboard has. */
interface Clip {
  readonly text: string;
  readonly rows: readonly (readonly (readonly Hour[])[])[];
}
/** Kept while one goes from one class's week to another's. */
let clip: Clip | undefined;

interface Given {
  timetable: Timetable;
  view: View;
  ground: Ground;
  grid: WeekGrid;
  editor: WeekEditor;
  tools: Tools;
}

/** What one does to the grid: the same by keys, by touch and by buttons. */
export function useGridActs({ timetable, view, ground, grid, editor, tools }: Given) {
  const { t } = useTranslation('timetable');
  const [chosen, setChosen] = useState<Selection>(at({ row: 0, col: 0 }));
  const [said, setSaid] = useState('');
  /** Counts up to ask the grid for the focus. */
  const [focusAsked, askFocus] = useState(0);
  const stroke = useRef<number>(undefined);
  const size = { rows: grid.periods.length, cols: grid.weekdays.length };
  const selection = within(chosen, size);

  const spotAt = ({ row, col }: Place): Spot | undefined => {
    const [weekday, period] = [grid.weekdays[col], grid.periods[row]?.number];
    return weekday === undefined || period === undefined ? undefined : { weekday, period };
  };
  /** Only hours that ring can be painted. */
  const rings = (spot: Spot) => grid.hours.has(spotKey(spot));
  const spotsOf = (places: readonly Place[]) => places.flatMap((place) => spotAt(place) ?? []);
  const there = (spot: Spot) => entriesAt(editor.entries, view, spot, ground);

  const apply = (places: readonly Place[], inStroke?: number) => {
    if (!timetable.mayEdit) return;
    const spots = spotsOf(places);
    if (tools.tool.kind === 'clear') {
      editor.clear(view, ground, spots, tools.weeks, inStroke);
      setSaid(t('said.cleared', { count: spots.length }));
      return;
    }
    if (tools.hour === undefined) return;
    const brush = brushOf(tools.hour, view);
    if (brush === undefined) {
      setSaid(t('said.whichClass'));
      return;
    }
    const ringing = spots.filter(rings);
    editor.paint(view, ground, ringing, brush, inStroke);
    setSaid(t('said.painted', { subject: brush.subject, count: ringing.length }));
  };

  const clearSelection = () => {
    if (!timetable.mayEdit) return;
    const spots = spotsOf(placesIn(selection));
    editor.clear(view, ground, spots, tools.weeks);
    setSaid(t('said.cleared', { count: spots.length }));
  };

  const pickUp = () => {
    const spot = spotAt(selection.focus);
    const [first] = spot ? there(spot) : [];
    if (!first || !timetable.mayEdit) return;
    tools.pickUp(hourOf(first, view));
    setSaid(t('said.pickedUp', { subject: first.subject }));
  };

  const copy = (): string => {
    const { top, left, bottom, right } = box(selection);
    const rows = Array.from({ length: bottom - top + 1 }, (_, row) =>
      Array.from({ length: right - left + 1 }, (__, col) => {
        const spot = spotAt({ row: top + row, col: left + col });
        return spot ? there(spot).map((entry) => hourOf(entry, view)) : [];
      }),
    );
    const text = writeTable(rows.map((row) => row.map((hours) => hours.map(({ subject }) => subject).join(' / '))));
    clip = { text, rows };
    setSaid(t('said.copied', { count: placesIn(selection).length }));
    return text;
  };

  /** Puts rows of hours from the selection's first cell on; a single cell fills the whole selection. */
  const put = (rows: readonly (readonly (readonly Hour[])[])[]) => {
    if (!timetable.mayEdit) return;
    const { top, left } = box(selection);
    const only = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
    const places: { place: Place; hours: readonly Hour[] }[] =
      only && !isSingle(selection)
        ? placesIn(selection).map((place) => ({ place, hours: only }))
        : rows.flatMap((row, down) =>
            row.map((hours, along) => ({ place: { row: top + down, col: left + along }, hours })),
          );
    const cells = places.flatMap(({ place, hours }) => {
      const spot = spotAt(place);
      return spot && rings(spot) ? [{ spot, hours }] : [];
    });
    const homeless = cells.some(({ hours }) => hours.some((hour) => brushOf(hour, view) === undefined));
    if (homeless) {
      setSaid(t('said.whichClass'));
      return;
    }
    editor.put(view, ground, cells);
    setSaid(
      cells.length < places.length
        ? t('said.pastedPart', { count: cells.length, of: places.length })
        : t('said.pasted', { count: cells.length }),
    );
    setChosen({
      anchor: { row: top, col: left },
      focus: {
        row: Math.min(size.rows - 1, Math.max(...places.map(({ place }) => place.row))),
        col: Math.min(size.cols - 1, Math.max(...places.map(({ place }) => place.col))),
      },
    });
    askFocus((n) => n + 1);
  };

  const pasteText = (text: string) => {
    if (clip && text.replace(/\r\n?/g, '\n').replace(/\n$/, '') === clip.text) return put(clip.rows);
    const ofClass = view.kind === 'class' ? [] : (tools.hour?.classGroupIds ?? []);
    put(
      readCells(text).map((row) =>
        row.map((cell) => {
          const hour = readHour(cell, tools.palette, timetable);
          if (hour === null) return [];
          return [hour.classGroupIds.length === 0 ? { ...hour, classGroupIds: ofClass } : hour];
        }),
      ),
    );
  };

  return {
    selection,
    size,
    said,
    focusAsked,
    canPaste: clip !== undefined,
    select: setChosen,
    spotAt,
    rings,
    there,
    /** Where a clash is, with the focus. */
    goTo: ({ weekday, period }: Spot) => {
      const [row, col] = [
        grid.periods.findIndex(({ number }) => number === period),
        grid.weekdays.findIndex((one) => one === weekday),
      ];
      if (row < 0 || col < 0) return;
      setChosen(at({ row, col }));
      askFocus((n) => n + 1);
    },
    /** Paints, clears, or picks up what is there to paint with. */
    act: () => {
      if (tools.tool.kind === 'select') pickUp();
      else apply(placesIn(selection));
    },
    pickUp,
    /** A stroke begins, and goes on over other cells. */
    beginStroke: (place: Place) => {
      stroke.current = editor.newStroke();
      apply([place], stroke.current);
    },
    goOnStroke: (place: Place) => apply([place], stroke.current),
    clearSelection,
    copy,
    cut: () => {
      const text = copy();
      clearSelection();
      return text;
    },
    pasteText,
    pasteClip: () => clip && put(clip.rows),
    letter: (letter: string) => {
      const next = byLetter(tools.palette, tools.hour?.subject, letter);
      setSaid(next ? t('said.chosen', { subject: next.subject }) : t('said.noSubject', { letter }));
      if (next) tools.choose({ kind: 'paint', subject: next.subject });
    },
    selectTool: () => {
      tools.choose({ kind: 'select' });
      setChosen(at(selection.focus));
    },
    undo: () => {
      editor.undo();
      setSaid(t('said.undone'));
    },
    redo: () => {
      editor.redo();
      setSaid(t('said.redone'));
    },
  };
}
export type GridActs = ReturnType<typeof useGridActs>;
