import { addPage, findPage, listPages, pagesOf, removePage } from '@pluriclasse/shared/board/document';
import { boardLimits } from '@pluriclasse/shared/board/limits';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { AppError } from '@pluriclasse/shared/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkUpdate } from './checkUpdate.ts';

const stroke = (): ObjectBody => ({
  kind: 'stroke',
  z: 1,
  color: 'blue',
  width: 6,
  ink: encodeInk({ points: [[1, 2, 0.5]], pressure: false }),
});
const text: ObjectBody = { kind: 'text', z: 2, color: 'ink', size: 56, x: 10, y: 10, width: 400 };

let server: Y.Doc;
let pupil: Y.Doc;

beforeEach(() => {
  server = new Y.Doc();
  addPage(server);
  pupil = new Y.Doc();
  Y.applyUpdate(pupil, Y.encodeStateAsUpdate(server));
});

/** What a change of the pupil's document sends. */
function sends(change: (doc: Y.Doc) => void, doc = pupil): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc));
  return Y.encodeStateAsUpdate(doc, before);
}
const page = (doc: Y.Doc) => findPage(doc, listPages(doc)[0]!)!;
const check = (update: Uint8Array, mayLead = false) => checkUpdate(server, update, mayLead);
/** Whether it would be applied; anything thrown but a refusal is a bug. */
function isSound(update: Uint8Array): boolean {
  try {
    return check(update, true).verdict === 'sound';
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
const loose = (doc: Y.Doc, part: 'objects' | 'places' | 'words') => page(doc)[part] as Y.Map<unknown>;

describe('takes what an honest client sends', () => {
  const id = newObjectId();
  const words = (doc: Y.Doc, letters: string) => {
    page(doc).objects.set(id, text);
    page(doc).words.set(id, new Y.Text(letters));
  };
  it.each<[string, (doc: Y.Doc) => void]>([
    ['a stroke', (doc) => page(doc).objects.set(newObjectId(), stroke())],
    ['a text', (doc) => words(doc, 'church')],
    ['a text typed on', (doc) => (words(doc, 'chrch'), page(doc).words.get(id)!.insert(2, 'u'))],
    ['a move', (doc) => page(doc).places.set(newObjectId(), [10, -20])],
    ['a stroke and its end', (doc) => (page(doc).objects.set(id, stroke()), page(doc).objects.delete(id))],
    ['a stroke twice', (doc) => (page(doc).objects.set(id, stroke()), page(doc).objects.set(id, stroke()))],
  ])('%s', (_, change) => {
    const update = sends(change);
    expect(check(update)).toEqual({ verdict: 'sound', clients: [pupil.clientID], news: true });
    Y.applyUpdate(server, update);
    expect(server.store.pendingStructs).toBeNull();
    expect(page(server).objects.toJSON()).toEqual(page(pupil).objects.toJSON());
    expect(check(update)).toEqual({ verdict: 'sound', clients: [], news: false });
  });

  it('a deletion, and letters typed between letters of others', () => {
    Y.applyUpdate(
      server,
      sends((doc) => words(doc, 'river')),
    );
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
    Y.applyUpdate(
      server,
      sends((doc) => page(doc).words.get(id)!.insert(3, 'Ă'), other),
    );
    Y.applyUpdate(pupil, Y.encodeStateAsUpdate(server));
    const typed = sends((doc) => page(doc).words.get(id)!.insert(4, 'ț'));
    expect(check(typed)).toMatchObject({ verdict: 'sound' });
    Y.applyUpdate(server, typed);
    expect(check(sends((doc) => page(doc).words.delete(id)))).toMatchObject({ verdict: 'sound', news: true });
  });

  it('undo and redo', () => {
    const undo = new Y.UndoManager(pagesOf(pupil));
    Y.applyUpdate(
      server,
      sends((doc) => words(doc, 'mill')),
    );
    const before = Y.encodeStateVector(pupil);
    undo.undo();
    undo.redo();
    const again = Y.encodeStateAsUpdate(pupil, before);
    expect(check(again)).toMatchObject({ verdict: 'sound', news: true });
    Y.applyUpdate(server, again);
    expect(page(server).words.get(id)?.toJSON()).toBe('mill');
  });

  it('what was drawn on a page that a teacher took away meanwhile', () => {
    const update = sends((doc) => words(doc, 'late'));
    removePage(server, listPages(server)[0]!);
    expect(check(update)).toMatchObject({ verdict: 'sound' });
    Y.applyUpdate(server, update);
    expect(listPages(server)).toEqual([]);
  });
});

describe('refuses as malformed', () => {
  const id = newObjectId();
  const set = (part: 'objects' | 'places' | 'words', key: string, value: unknown) => (doc: Y.Doc) =>
    loose(doc, part).set(key, value);
  it.each<[string, (doc: Y.Doc) => void]>([
    ['another root', (doc) => doc.getMap('elsewhere').set('a', 1)],
    ['a root of text', (doc) => doc.getText('pages2').insert(0, 'hidden words')],
    ['an object that is no object', set('objects', id, { kind: 'html', html: '<script>' })],
    ['a field too many', set('objects', id, { ...stroke(), note: 'hidden words' })],
    ['ink that is none', set('objects', id, { ...stroke(), ink: new Uint8Array([9, 9]) })],
    ['a colour that is none', set('objects', id, { ...stroke(), color: 'url(x)' })],
    ['a key that is no id', set('objects', '../../etc', stroke())],
    ['a prototype as key', set('objects', '__proto__', stroke())],
    ['a place off the map', set('places', id, [1e9, 0])],
    ['a place that is no number', set('places', id, [Number.NaN, 0])],
    ['a type where a value belongs', set('objects', id, new Y.Map())],
    ['a list where text belongs', set('words', id, new Y.Array())],
    ['xml where text belongs', set('words', id, new Y.XmlText())],
    ['a string where text belongs', set('words', id, 'letters')],
    ['a picture in a text', (doc) => withText(doc).insertEmbed(0, { image: 'x' })],
    ['a format in a text', (doc) => withText(doc).insert(0, 'a', { bold: true })],
    ['a key on a text', (doc) => withText(doc).setAttribute('note', 'hidden words')],
    ['a document in the document', set('objects', id, new Y.Doc())],
  ])('%s', (_, change) => {
    expect(() => check(sends(change), true)).toThrow(expect.objectContaining({ code: 'bad_request' }) as AppError);
  });

  const withText = (doc: Y.Doc) => {
    const words = new Y.Text('a');
    page(doc).words.set(id, words);
    return words;
  };

  it.each([
    ['nothing', []],
    ['noise', [7, 99, 250, 3, 128, 128, 128, 255, 1]],
    ['a cut update', Y.encodeStateAsUpdate(new Y.Doc()).slice(0, 1)],
  ])('%s', (_, bytes) => {
    expect(() => check(Uint8Array.from(bytes))).toThrow(AppError);
  });

  it('every update cut short or with a byte turned over is refused or sound, and never throws anything else', () => {
    const whole = sends((doc) => page(doc).objects.set(id, stroke()));
    for (let at = 0; at < whole.length; at++) {
      const turned = whole.slice();
      turned[at]! ^= 0x55;
      for (const bytes of [whole.slice(0, at), turned]) {
        if (!isSound(bytes)) continue;
        const copy = new Y.Doc();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(server));
        Y.applyUpdate(copy, bytes);
        expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
        expect([...copy.share.keys()]).toEqual(['pages']);
      }
    }
  });
});

describe('keeps for teachers', () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ['a new page', (doc) => addPage(doc)],
    ['a page taken away', (doc) => removePage(doc, listPages(doc)[0]!)],
    ['a page emptied', (doc) => pagesOf(doc).get(listPages(doc)[0]!)!.set('objects', new Y.Map())],
    ['pages in another order', (doc) => pagesOf(doc).get(listPages(doc)[0]!)!.set('meta', { order: 7 })],
  ])('%s', (_, change) => {
    const update = sends(change);
    expect(() => check(update)).toThrow(expect.objectContaining({ code: 'forbidden' }) as AppError);
    expect(check(update, true)).toMatchObject({ verdict: 'sound', news: true });
  });
});

describe('finds', () => {
  it('a gap: what builds on something that the server has not got', () => {
    sends((doc) => page(doc).objects.set(newObjectId(), stroke()));
    expect(check(sends((doc) => page(doc).objects.set(newObjectId(), stroke())))).toEqual({ verdict: 'gap' });
  });

  it('a gap: the end of what the server has not got', () => {
    const id = newObjectId();
    sends((doc) => page(doc).objects.set(id, stroke()));
    expect(check(sends((doc) => page(doc).objects.delete(id)))).toEqual({ verdict: 'gap' });
  });

  it('a board that is full', () => {
    const crowd = sends((doc) => {
      for (let n = 0; n <= boardLimits.objects * 1.25; n++) page(doc).places.set(newObjectId(), [0, 0]);
    });
    expect(check(crowd)).toEqual({ verdict: 'full' });
  });

  it('a text that is too long', () => {
    const long = sends((doc) => page(doc).words.set(newObjectId(), new Y.Text('x'.repeat(boardLimits.text * 4 + 1))));
    expect(check(long)).toEqual({ verdict: 'full' });
  });
});
