import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { decodeBatch, decodeEphemeron, encodeBatch, encodeEphemeron, type Ephemeron } from './ephemera.ts';
import { type Frame, decodeFrame, encodeFrame } from './frames.ts';
import { newObjectId, newPageId } from './newId.ts';
import { ClientNote, parseNote } from './notes.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('frames', () => {
  it.each<Frame>([
    { kind: 'ask', stateVector: bytes(0) },
    { kind: 'answer', update: bytes(1, 2, 3) },
    { kind: 'update', update: new Uint8Array(70_000).fill(7) },
    { kind: 'awareness', update: bytes(0) },
    { kind: 'queryAwareness' },
    { kind: 'note', json: '{"name":"Valea Mică ✎"}' },
    { kind: 'saved', count: 300_000 },
    { kind: 'ephemera', bytes: bytes(9, 8) },
  ])('come back as they were: $kind', (frame) => {
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it('are those of y-websocket', () => {
    // y-websocket 3.1: messageSync = 0, then messageYjsSyncStep1 = 0, 2 = 1, update = 2, then a block.
    expect([...encodeFrame({ kind: 'ask', stateVector: bytes(5) })]).toEqual([0, 0, 1, 5]);
    expect([...encodeFrame({ kind: 'update', update: bytes(5, 6) })]).toEqual([0, 2, 2, 5, 6]);
  });

  it.each([
    ['nothing', bytes()],
    ['an unknown kind', bytes(9)],
    ['an unknown step', bytes(0, 3, 0)],
    ['a block longer than the message', bytes(0, 2, 9, 1)],
    ['bytes left over', bytes(0, 2, 1, 1, 1)],
  ])('refuse %s', (_, raw) => {
    expect(() => decodeFrame(raw)).toThrow(AppError);
  });
});

describe('ephemera', () => {
  const page = newPageId();
  const all: Ephemeron[] = [
    { kind: 'pointer', page, x: 12, y: -3 },
    { kind: 'gone' },
    { kind: 'ink', page, id: newObjectId(), color: 'plum', width: 10, from: 128, points: [[1, 2, 1]] },
    { kind: 'drop', id: newObjectId() },
  ];

  it('come back as they were, alone and in a batch', () => {
    expect(all.map((it) => decodeEphemeron(encodeEphemeron(it)))).toEqual(all);
    const batch = all.map((it, peer) => ({ peer, bytes: encodeEphemeron(it) }));
    expect(decodeBatch(encodeBatch(batch))).toEqual(all.map((it, peer) => ({ peer, it })));
  });

  it.each([
    ['nothing', bytes()],
    ['an unknown kind', bytes(4)],
    ['a malformed id', bytes(3, 2, 65, 65)],
    ['bytes left over', bytes(1, 0)],
  ])('refuse %s', (_, raw) => {
    expect(() => decodeEphemeron(raw)).toThrow(AppError);
  });
});

it.each(['', '{', '[]', '{"note":"page"}', '{"note":"bring","page":"../x"}'])('a note is parsed: %s', (json) => {
  expect(() => parseNote(ClientNote, json)).toThrow('Malformed note');
});
