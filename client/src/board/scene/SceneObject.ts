import type { ObjectBody, ObjectId, Place, StrokeBody, TextBody } from '@pluriclasse/shared/board/objects';
import type { Point } from '@pluriclasse/shared/board/page';
import { type Ink, decodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { type Box, boxOf, grow, holds, shift } from './Box.ts';
import { strokePath } from './strokePath.ts';
import { LINE_HEIGHT, type Measure, textLines } from './textLayout.ts';

/** An object as it lies on the page: decoded, measured, and with what is costly to make kept. */
export type SceneObject = SceneStroke | SceneText;

interface SceneBase {
  readonly id: ObjectId;
  readonly z: number;
  /** How far it was moved from where it was made. */
  readonly dx: number;
  readonly dy: number;
  /** What it covers, where it lies now. */
  readonly box: Box;
}
export interface SceneStroke extends SceneBase {
  readonly kind: 'stroke';
  readonly body: StrokeBody;
  readonly ink: Ink;
  /** In the place where it was drawn; made when first asked for. */
  readonly path: () => Path2D;
}
export interface SceneText extends SceneBase {
  readonly kind: 'text';
  readonly body: TextBody;
  readonly text: string;
  readonly lines: readonly string[];
}

/** @returns undefined if the body can't be drawn. */
export function sceneObject(
  id: ObjectId,
  body: ObjectBody,
  place: Place | undefined,
  text: string,
  measure: Measure,
): SceneObject {
  const [dx, dy] = place ?? [0, 0];
  const base = { id, z: body.z, dx, dy };
  if (body.kind === 'text') {
    const lines = textLines(text, body.size, body.width, measure);
    const widest = Math.max(body.size / 2, ...lines.map((line) => measure(line, body.size)));
    const box = {
      left: body.x,
      top: body.y,
      right: body.x + widest,
      bottom: body.y + lines.length * body.size * LINE_HEIGHT,
    };
    return { ...base, kind: 'text', body, text, lines, box: shift(box, dx, dy) };
  }
  const ink = decodeInk(body.ink);
  let path: Path2D | undefined;
  const box = shift(grow(boxOf(ink.points), body.width), dx, dy);
  return { ...base, kind: 'stroke', body, ink, box, path: () => (path ??= strokePath(ink, body.width)) };
}

/** The same object at another place: what was costly is kept. */
export function movedTo(object: SceneObject, [dx, dy]: Place): SceneObject {
  return { ...object, dx, dy, box: shift(object.box, dx - object.dx, dy - object.dy) };
}

/** Whether a finger of this radius touches the object. */
export function touches(object: SceneObject, at: Point, radius: number): boolean {
  if (!holds(grow(object.box, radius), at)) return false;
  if (object.kind === 'text') return true;
  const [x, y] = [at.x - object.dx, at.y - object.dy];
  const reach = (radius + object.body.width / 2) ** 2;
  const { points } = object.ink;
  return points.some(([px, py], n) => {
    const [qx, qy] = points[n + 1] ?? [px, py];
    return squareDistance(x, y, px, py, qx, qy) <= reach;
  });
}

/** From a point to the stretch between p and q. */
function squareDistance(x: number, y: number, px: number, py: number, qx: number, qy: number): number {
  const [vx, vy] = [qx - px, qy - py];
  const length = vx * vx + vy * vy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - px) * vx + (y - py) * vy) / length));
  return (x - px - along * vx) ** 2 + (y - py - along * vy) ** 2;
}
