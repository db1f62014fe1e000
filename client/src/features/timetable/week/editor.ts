import { changesOf, countOf, rebase } from './changes.ts';
import type { Entries, Ground, Spot, View } from './entries.ts';
import { amend, begin, redo, step, undo, type History } from './history.ts';
import { brushOf, type Hour } from './hours.ts';
import { clear, paint, type Brush } from './paint.ts';

/** What is painted on which stored state. */
export interface EditorState {
  readonly base: { readonly revision: number; readonly entries: Entries };
  readonly history: History<Entries>;
  /** Hours that somebody else changed meanwhile too, since the last time it was put on a newer state. */
  readonly met: number;
  /** The stroke that made the last step. */
  readonly stroke?: number | undefined;
}

/** In whose week, by which rules. */
interface Where {
  readonly view: View;
  readonly ground: Ground;
  readonly newId: () => string;
}

export type EditorAct =
  | (Where & {
      readonly kind: 'paint';
      readonly spots: readonly Spot[];
      readonly brush: Brush;
      /** One for all cells of a stroke, which is undone as one. */ readonly stroke?: number;
    })
  | (Where & {
      readonly kind: 'clear';
      readonly spots: readonly Spot[];
      readonly weeks: readonly string[];
      /** One for all cells of a stroke, which is undone as one. */ readonly stroke?: number;
    })
  | (Where & {
      readonly kind: 'put';
      readonly cells: readonly { readonly spot: Spot; readonly hours: readonly Hour[] }[];
    })
  | { readonly kind: 'undo' | 'redo' | 'discard' }
  /** A newer state of the school: what was saved, or what others did. What was painted since is put on top. */
  | { readonly kind: 'adopt'; readonly revision: number; readonly entries: Entries }
  /** What was sent is stored: all that is painted is what the server answered. */
  | { readonly kind: 'saved'; readonly revision: number; readonly entries: Entries };

export const startEditor = (revision: number, entries: Entries): EditorState => ({
  base: { revision, entries },
  history: begin(entries),
  met: 0,
});

export function edit(state: EditorState, act: EditorAct): EditorState {
  const { history, base } = state;
  const now = history.now;
  const to = (entries: Entries, stroke?: number): EditorState => {
    if (entries === now) return state;
    const goOn = stroke !== undefined && stroke === state.stroke;
    return { ...state, stroke, history: goOn ? amend(history, entries) : step(history, entries) };
  };
  switch (act.kind) {
    case 'paint':
      return to(paint(now, act.view, act.spots, act.brush, act.ground, act.newId), act.stroke);
    case 'clear':
      return to(clear(now, act.view, act.spots, act.weeks, act.ground, act.newId), act.stroke);
    case 'put':
      return to(act.cells.reduce((entries, cell) => putOne(entries, cell, act), now));
    case 'undo':
      return { ...state, stroke: undefined, history: undo(history) };
    case 'redo':
      return { ...state, stroke: undefined, history: redo(history) };
    case 'discard':
      return startEditor(base.revision, base.entries);
    case 'saved':
      return startEditor(act.revision, act.entries);
    case 'adopt': {
      if (act.revision <= base.revision) return state;
      if (countOf(pendingOf(state)) === 0) return startEditor(act.revision, act.entries);
      const { entries, met } = rebase(base.entries, now, act.entries);
      const next = startEditor(act.revision, act.entries);
      return { ...next, history: step(next.history, entries), met };
    }
  }
}

function putOne(
  entries: Entries,
  { spot, hours }: { readonly spot: Spot; readonly hours: readonly Hour[] },
  { view, ground, newId }: Where,
): Entries {
  const brushes = hours.flatMap((hour) => brushOf(hour, view) ?? []);
  const [only] = brushes;
  // One hour for every week may take over what is there, id and all.
  if (brushes.length === 1 && only?.weeks.length === 0) return paint(entries, view, [spot], only, ground, newId);
  return brushes.reduce(
    (now, brush) => paint(now, view, [spot], brush, ground, newId),
    clear(entries, view, [spot], [], ground, newId),
  );
}

/** What saving would send. */
export const pendingOf = ({ base, history }: EditorState) => changesOf(base.entries, history.now);
