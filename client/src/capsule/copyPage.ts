import { addPage, findPage } from '@pluriclasse/shared/board/document';
import * as Y from 'yjs';
import type { ReelScene } from './ReelScene.ts';

/**
 * The shown page as a board's document of its own, as one Yjs update: the same objects under the same ids where they lie
 * now, and no page beside it. An empty page where the board has none yet.
 */
export function copyPage(scene: Pick<ReelScene, 'page' | 'inOrder'>): Uint8Array {
  const doc = new Y.Doc();
  const shown = scene.page();
  doc.transact(() => {
    const page = addPage(doc, undefined, shown);
    const parts = findPage(doc, page);
    for (const object of shown === undefined ? [] : scene.inOrder(shown)) {
      parts?.objects.set(object.id, object.body);
      if (object.dx !== 0 || object.dy !== 0) parts?.places.set(object.id, [object.dx, object.dy]);
      if (object.kind === 'text') parts?.words.set(object.id, new Y.Text(object.text));
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
