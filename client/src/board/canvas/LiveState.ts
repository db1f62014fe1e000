import type { Ephemeron } from '@pluriclasse/shared/board/ephemera';
import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import type { InkColor, PenWidth, Point } from '@pluriclasse/shared/board/page';
import type { InkPoint } from '@pluriclasse/shared/board/strokeCodec';
import type { Box } from '../scene/Box.ts';

export interface LiveStroke {
  readonly page: PageId;
  readonly color: InkColor;
  readonly width: PenWidth;
  readonly points: InkPoint[];
  /** When the last of it was heard of, in milliseconds. */
  at: number;
}
export interface LivePointer extends Point {
  readonly page: PageId;
  readonly at: number;
}

/** A stroke whose end was lost, a pointer that rests: after these they are not shown any more. */
const STROKE_MS = 6_000;
const POINTER_MS = 12_000;

/** What happens on the page just now and is not in the document: others' ink and pointers, and one's own gesture. */
export class LiveState {
  readonly strokes = new Map<ObjectId, LiveStroke>();
  readonly pointers = new Map<number, LivePointer>();
  /** One's own: the stroke under the pen, the box that selects, what is carried, the keyboard's cross. */
  own: { id: ObjectId; stroke: LiveStroke; measured: boolean } | undefined;
  box: Box | undefined;
  lift: { readonly ids: ReadonlySet<ObjectId>; readonly dx: number; readonly dy: number } | undefined;
  cross: Point | undefined;

  take(batch: readonly { readonly peer: number; readonly it: Ephemeron }[], now: number): void {
    for (const { peer, it } of batch) {
      if (it.kind === 'pointer') this.pointers.set(peer, { page: it.page, x: it.x, y: it.y, at: now });
      else if (it.kind === 'gone') this.pointers.delete(peer);
      else if (it.kind === 'drop') this.strokes.delete(it.id);
      else this.#takeInk(it, now);
    }
  }

  /** Finished strokes are in the document. */
  finish(ids: Iterable<ObjectId>): void {
    for (const id of ids) this.strokes.delete(id);
  }

  /** Forgets what is old. @returns whether something is left that will grow old. */
  expire(now: number): boolean {
    for (const [id, { at }] of this.strokes) if (now - at > STROKE_MS) this.strokes.delete(id);
    for (const [peer, { at }] of this.pointers) if (now - at > POINTER_MS) this.pointers.delete(peer);
    return this.strokes.size + this.pointers.size > 0;
  }

  #takeInk({ id, page, color, width, from, points }: Ephemeron & { kind: 'ink' }, now: number): void {
    const stroke = this.strokes.get(id) ?? { page, color, width, points: [], at: now };
    // What was lost before `from` leaves a straight piece until the finished stroke comes.
    stroke.points.length = Math.min(stroke.points.length, from);
    stroke.points.push(...points);
    stroke.at = now;
    this.strokes.set(id, stroke);
  }
}
