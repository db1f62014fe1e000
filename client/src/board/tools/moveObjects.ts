import type { PageParts } from '@pluriclasse/shared/board/document';
import type { ObjectId } from '@pluriclasse/shared/board/objects';
import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { type Box, join } from '../scene/Box.ts';
import type { SceneObject } from '../scene/SceneObject.ts';

/** How much of what is moved stays on the page, so that it can be found again. */
const STAYS = 40;

/** Shortens a move so that the objects don't leave the page. */
export function stayOnPage(objects: readonly SceneObject[], dx: number, dy: number): [dx: number, dy: number] {
  const box = objects.map((object): Box => object.box).reduce(join);
  return [
    Math.min(PAGE_WIDTH - STAYS - box.left, Math.max(STAYS - box.right, dx)),
    Math.min(PAGE_HEIGHT - STAYS - box.top, Math.max(STAYS - box.bottom, dy)),
  ];
}

/** Writes where objects lie after a move. Call it inside a transaction. */
export function moveObjects(parts: PageParts, objects: readonly SceneObject[], dx: number, dy: number): void {
  for (const object of objects) {
    if (parts.objects.has(object.id)) parts.places.set(object.id, [object.dx + dx, object.dy + dy]);
  }
}

/** Moves, as a gesture or a key does, what is chosen among the objects of a page. */
export const chosen = (objects: readonly SceneObject[], ids: ReadonlySet<ObjectId>): SceneObject[] =>
  objects.filter(({ id }) => ids.has(id));
