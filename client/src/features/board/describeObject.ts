import { PAGE_HEIGHT, PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import type { SceneObject } from '../../board/scene/SceneObject.ts';
import type { Translate } from '../../lib/translate.ts';

const places = [
  ['topLeft', 'top', 'topRight'],
  ['left', 'middle', 'right'],
  ['bottomLeft', 'bottom', 'bottomRight'],
] as const;

/** An object in words: what it is, and where in the page's thirds. */
export function describeObject(t: Translate<'board'>, object: SceneObject): string {
  const { left, right, top, bottom } = object.box;
  const third = (middle: number, length: number) => Math.min(2, Math.max(0, Math.floor((middle / length) * 3)));
  const row = places[third((top + bottom) / 2, PAGE_HEIGHT)] ?? places[1];
  const place = t(`objects.place.${row[third((left + right) / 2, PAGE_WIDTH)] ?? 'middle'}`);
  if (object.kind === 'text') return t('objects.text', { text: object.text.slice(0, 80), place });
  return t('objects.line', { color: t(`colors.${object.body.color}`), place });
}
