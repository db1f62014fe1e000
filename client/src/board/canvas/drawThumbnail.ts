import type { PageId } from '@pluriclasse/shared/board/objects';
import type { Scene } from '../scene/Scene.ts';
import { drawObject } from './drawObject.ts';
import { enterPage, fitPage } from './PageView.ts';

/** Draws a page small. The paths of its strokes are those of the large one. */
export function drawThumbnail(canvas: HTMLCanvasElement, scene: Pick<Scene, 'inOrder'>, page: PageId): void {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  enterPage(context, fitPage(canvas.width, canvas.height, 1));
  for (const object of scene.inOrder(page)) drawObject(context, object);
}
