import { toBase64 } from '@pluriclasse/shared/base64';
import { addPage, findPage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import { PageId } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import * as Y from 'yjs';

export const onlyPage = PageId.parse('AAAAAAAAAA');

/** A page of one's own without anything on it, as a pupil's browser sends it first. */
export function blankPage(doc = newPage()) {
  return {
    title: 'Warm-up',
    at: 1_000,
    takenAt: Date.now(),
    update: toBase64(Y.encodeStateAsUpdate(doc)),
    vector: toBase64(Y.encodeStateVector(doc)),
  };
}

export function newPage(): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => addPage(doc, undefined, onlyPage));
  return doc;
}

/** Draws a line, or writes a text, on the page. */
export function drawOn(doc: Y.Doc, text?: string): void {
  const parts = findPage(doc, onlyPage);
  if (parts === undefined) throw new Error('No page');
  const id = newObjectId();
  doc.transact(() => {
    if (text === undefined) {
      const ink = encodeInk({
        points: [
          [100, 100, 0.5],
          [300, 200, 0.5],
        ],
        pressure: false,
      });
      parts.objects.set(id, { kind: 'stroke', z: 1, color: 'blue', width: 10, ink });
      return;
    }
    parts.objects.set(id, { kind: 'text', z: 2, color: 'ink', size: 56, x: 100, y: 300, width: 600 });
    parts.words.set(id, new Y.Text(text));
  });
}

/** What lies on the page: texts, and how many lines. */
export function contentOf(doc: Y.Doc): { lines: number; texts: string[] } {
  const parts = findPage(doc, onlyPage);
  const bodies = [...(parts?.objects.entries() ?? [])];
  return {
    lines: bodies.filter(([, { kind }]) => kind === 'stroke').length,
    texts: bodies
      .flatMap(([id, { kind }]) => (kind === 'text' ? [parts?.words.get(id)?.toJSON() ?? ''] : []))
      .toSorted(),
  };
}
