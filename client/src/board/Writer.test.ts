import { addPage, findPage, listPages } from '@pluriclasse/shared/board/document';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { PAGE_WIDTH } from '@pluriclasse/shared/board/page';
import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { difference, followCursor, newWriting, write } from './Writer.ts';

test.each([
  ['', 'a', { at: 0, taken: 0, given: 'a' }],
  ['chrch', 'church', { at: 2, taken: 0, given: 'u' }],
  ['aaa', 'aa', { at: 2, taken: 1, given: '' }],
  ['river', 'mill', { at: 0, taken: 5, given: 'mill' }],
  ['same', 'same', { at: 4, taken: 0, given: '' }],
])('what differs between %j and %j', (before, after, expected) => {
  expect(difference(before, after)).toEqual(expected);
});

test.each([
  ['before the change', 1, 'church', 'churches', 1],
  ['after the change', 4, 'chrch', 'church', 5],
  ['in what was taken', 4, 'our village', 'our', 3],
])('a cursor %s stays with its letters', (_, cursor, before, after, expected) => {
  expect(followCursor(cursor, before, after)).toBe(expected);
});

describe('writing', () => {
  const look = { color: 'ink', size: 56, z: 1 } as const;
  const open = () => {
    const doc = new Y.Doc();
    addPage(doc);
    const page = listPages(doc)[0]!;
    return { doc, page, parts: () => findPage(doc, page)! };
  };

  it('makes the text with its first letter, then changes only what differs', () => {
    const { doc, page, parts } = open();
    const writing = newWriting(page, { x: 100, y: 100 }, look);
    doc.transact(() => write(parts(), writing, 'c'));
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    doc.transact(() => write(parts(), writing, 'church'));
    findPage(other, page)!.words.get(writing.id)!.insert(0, 'the ');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(parts().words.get(writing.id)!.toJSON()).toBe('the church');
  });

  it('keeps to the longest text, and begins further in at the edge', () => {
    const { doc, page, parts } = open();
    const writing = newWriting(page, { x: PAGE_WIDTH, y: 5000 }, look);
    doc.transact(() => write(parts(), writing, 'x'.repeat(boardLimits.text + 9)));
    expect(parts().words.get(writing.id)!.length).toBe(boardLimits.text);
    expect(writing.at.x).toBeLessThan(PAGE_WIDTH - 300);
  });
});
