/** A cell of a grid, counted from nought. */
export interface Place {
  readonly row: number;
  readonly col: number;
}

/** A rectangle of cells: where it was begun, and where the focus is. */
export interface Selection {
  readonly anchor: Place;
  readonly focus: Place;
}

export interface Size {
  readonly rows: number;
  readonly cols: number;
}

export const at = (place: Place): Selection => ({ anchor: place, focus: place });

const clamp = (value: number, count: number) => Math.min(Math.max(value, 0), Math.max(count - 1, 0));

/** Keeps a selection within a grid that may have shrunk. */
export function within({ anchor, focus }: Selection, { rows, cols }: Size): Selection {
  const fit = ({ row, col }: Place) => ({ row: clamp(row, rows), col: clamp(col, cols) });
  return { anchor: fit(anchor), focus: fit(focus) };
}

/** The rectangle's corners, first and last row and column included. */
export function box({ anchor, focus }: Selection) {
  return {
    top: Math.min(anchor.row, focus.row),
    left: Math.min(anchor.col, focus.col),
    bottom: Math.max(anchor.row, focus.row),
    right: Math.max(anchor.col, focus.col),
  };
}

export function contains(selection: Selection, { row, col }: Place): boolean {
  const { top, left, bottom, right } = box(selection);
  return top <= row && row <= bottom && left <= col && col <= right;
}

/** All cells, row by row. */
export function placesIn(selection: Selection): Place[] {
  const { top, left, bottom, right } = box(selection);
  const places: Place[] = [];
  for (let row = top; row <= bottom; row++) for (let col = left; col <= right; col++) places.push({ row, col });
  return places;
}

export const isSingle = ({ anchor, focus }: Selection): boolean => anchor.row === focus.row && anchor.col === focus.col;

export interface GridKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

/**
 * Where a key leads (WAI-ARIA APG, grid): arrows, Home and End in a row, with Control in the grid; Shift keeps the anchor;
 * Control+A takes all.
 * @returns undefined for a key that leads nowhere
 */
export function moved(selection: Selection, { key, shiftKey, ctrlKey }: GridKey, size: Size): Selection | undefined {
  if (ctrlKey && key.toLowerCase() === 'a') {
    return { anchor: { row: size.rows - 1, col: size.cols - 1 }, focus: { row: 0, col: 0 } };
  }
  const focus = target(selection.focus, key, ctrlKey, size);
  if (focus === undefined) return undefined;
  const { focus: place } = within(at(focus), size);
  return shiftKey ? { anchor: selection.anchor, focus: place } : at(place);
}

function target({ row, col }: Place, key: string, far: boolean, { rows, cols }: Size): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, col };
    case 'ArrowDown':
      return { row: far ? rows - 1 : row + 1, col };
    case 'ArrowLeft':
      return { row, col: far ? 0 : col - 1 };
    case 'ArrowRight':
      return { row, col: far ? cols - 1 : col + 1 };
    case 'Home':
      return { row: far ? 0 : row, col: 0 };
    case 'End':
      return { row: far ? rows - 1 : row, col: cols - 1 };
    default:
      return undefined;
  }
}
