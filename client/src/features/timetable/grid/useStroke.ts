import { useRef, type PointerEvent } from 'react';
import { at, type Place, type Selection } from './selection.ts';

export interface StrokeActs {
  readonly selection: Selection;
  /** Whether a stroke paints; else it chooses cells. */
  readonly paints: boolean;
  readonly select: (selection: Selection) => void;
  readonly beginStroke: (place: Place) => void;
  readonly goOnStroke: (place: Place) => void;
}

/** What a pointer on the grid is about. */
interface Stroke {
  readonly pointer: number;
  readonly from: Place;
  last: Place;
  /** A finger may still be about to scroll. */
  begun: boolean;
}

/**
 * Painting and selecting by mouse, pen and finger. Mouse and pen paint where they go down and on from there; a finger paints
 * where it taps, or from where it sets out sideways, since up and down it scrolls.
 */
export function useStroke({ selection, paints, select, beginStroke, goOnStroke }: StrokeActs) {
  const stroke = useRef<Stroke>(undefined);

  const begin = (from: Place) => {
    select(at(from));
    if (paints) beginStroke(from);
  };
  const goOn = (place: Place, from: Place) => {
    if (paints) {
      select(at(place));
      goOnStroke(place);
    } else select({ anchor: from, focus: place });
  };

  const onPointerDown = (event: PointerEvent) => {
    const from = placeAt(event);
    if (from === undefined || event.button !== 0 || !event.isPrimary) return;
    if (event.shiftKey) {
      select({ anchor: selection.anchor, focus: from });
      return;
    }
    const begun = event.pointerType !== 'touch';
    stroke.current = { pointer: event.pointerId, from, last: from, begun };
    if (begun) begin(from);
  };
  const onPointerMove = (event: PointerEvent) => {
    const now = stroke.current;
    const place = placeAt(event);
    if (now?.pointer !== event.pointerId || !place || isSame(place, now.last)) return;
    if (!now.begun) begin(now.from);
    now.begun = true;
    now.last = place;
    goOn(place, now.from);
  };
  const end = (event: PointerEvent, tapped: boolean) => {
    const now = stroke.current;
    if (now?.pointer !== event.pointerId) return;
    stroke.current = undefined;
    if (tapped && !now.begun) begin(now.from);
  };
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
  };
}

const isSame = (a: Place, b: Place) => a.row === b.row && a.col === b.col;

/** The cell under a pointer, also of a finger, whose events stay with the cell where it went down. */
function placeAt({ clientX, clientY }: PointerEvent): Place | undefined {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-place]');
  const [row, col] = cell?.dataset['place']?.split(',').map(Number) ?? [];
  return row === undefined || col === undefined ? undefined : { row, col };
}
