import type { PageParts } from '@pluriclasse/shared/board/document';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectId, PageId, TextBody } from '@pluriclasse/shared/board/objects';
import { PAGE_HEIGHT, PAGE_WIDTH, type Point } from '@pluriclasse/shared/board/page';
import * as Y from 'yjs';
import type { SceneText } from './scene/SceneObject.ts';
import { LINE_HEIGHT } from './scene/textLayout.ts';

/** The text that is being typed on this seat. */
export interface Writing {
  readonly page: PageId;
  readonly id: ObjectId;
  readonly body: TextBody;
  /** Where it lies now, moves included. */
  readonly at: Point;
  readonly text: string;
  /** Nothing of it is in the document before the first letter. */
  readonly isNew: boolean;
}

const EDGE = 40;
const NARROWEST = 360;

/** A new, empty text at a point; near the right or lower edge it begins further in. */
export function newWriting(page: PageId, point: Point, look: Pick<TextBody, 'color' | 'size' | 'z'>): Writing {
  const x = Math.max(EDGE, Math.min(point.x, PAGE_WIDTH - EDGE - NARROWEST));
  const y = Math.max(0, Math.min(point.y - look.size / 2, PAGE_HEIGHT - look.size * LINE_HEIGHT));
  const body: TextBody = { kind: 'text', ...look, x, y, width: PAGE_WIDTH - EDGE - x };
  return { page, id: newObjectId(), body, at: { x, y }, text: '', isNew: true };
}

export function openWriting(page: PageId, { id, body, dx, dy, text }: SceneText): Writing {
  return { page, id, body, at: { x: body.x + dx, y: body.y + dy }, text, isNew: false };
}

/** Writes what is now in the editor: only the letters that differ, so that two can type in one text. */
export function write(parts: PageParts, { id, body }: Writing, text: string): void {
  const letters = text.slice(0, boardLimits.text);
  const words = parts.words.get(id);
  if (words === undefined) {
    parts.objects.set(id, body);
    parts.words.set(id, new Y.Text(letters));
    return;
  }
  const { at, taken, given } = difference(words.toJSON(), letters);
  if (taken > 0) words.delete(at, taken);
  if (given !== '') words.insert(at, given);
}

/** The one stretch in which two texts differ. */
export function difference(before: string, after: string): { at: number; taken: number; given: string } {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  let end = 0;
  const longest = Math.min(before.length, after.length) - at;
  while (end < longest && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { at, taken: before.length - at - end, given: after.slice(at, after.length - end) };
}

/** Where a cursor is after others' change of the text. */
export function followCursor(cursor: number, before: string, after: string): number {
  const { at, taken, given } = difference(before, after);
  if (cursor <= at) return cursor;
  return cursor >= at + taken ? cursor + given.length - taken : at + given.length;
}
