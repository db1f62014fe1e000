import type { PageId } from '@pluriclasse/shared/board/objects';
import * as Y from 'yjs';
import { Scene } from '../scene/Scene.ts';
import { browserMeasure } from './browserMeasure.ts';
import { drawThumbnail } from './drawThumbnail.ts';

/** What lies on a page, in words. */
export interface PageWords {
  readonly texts: readonly string[];
  readonly strokes: number;
}

/** Draws the first page of a document that is not open, as small or large as the canvas is. @param state a Yjs update */
export function drawState(canvas: HTMLCanvasElement, state: Uint8Array): PageWords {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    const scene = new Scene(doc, browserMeasure, () => undefined);
    const [page] = scene.pages();
    drawThumbnail(canvas, scene, page ?? ('' as PageId)); // no page: nothing is on it
    const objects = page === undefined ? [] : scene.inOrder(page);
    return {
      texts: objects.flatMap((one) => (one.kind === 'text' ? [one.text] : [])),
      strokes: objects.filter(({ kind }) => kind === 'stroke').length,
    };
  } finally {
    doc.destroy();
  }
}
