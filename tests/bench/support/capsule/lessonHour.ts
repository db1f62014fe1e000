import { addPage, findPage } from '@pluriclasse/shared/board/document';
import { newObjectId } from '@pluriclasse/shared/board/newId';
import { inkColors, penWidths } from '@pluriclasse/shared/board/page';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import * as Y from 'yjs';
import { seededRandom } from '../../../support/board/seededRandom.ts';
import type { TestFrame } from '../../../support/server/tracks.ts';
import { handStroke } from '../board/fillBoard.ts';

export const HOUR = 3_600_000;

/** The same speech again and again between two instants, a cluster a second. */
export function tile(frames: readonly TestFrame[], length: number, from: number, to: number): TestFrame[][] {
  const seconds: TestFrame[][] = [];
  for (let start = from; start < to; start += length) {
    for (const { at, bytes } of frames) {
      if (at >= length || start + at >= to) break;
      (seconds[Math.floor((start + at - from) / 1_000)] ??= []).push({ at: start + at, bytes });
    }
  }
  return seconds.filter((second) => second !== undefined);
}

/** What a sender with DTX lets through while its room is quiet. */
export function quiet(like: TestFrame, from: number, to: number): TestFrame[][] {
  const toc = like.bytes[0] ?? 0;
  const frames: TestFrame[][] = [];
  for (let at = from; at < to; at += 400) frames.push([{ at, bytes: Uint8Array.of(toc) }]);
  return frames;
}

/** Strokes of hands, evenly over the hour, on pages of two hundred. */
export function strokes(count: number): { base: Uint8Array; updates: { at: number; update: Uint8Array }[] } {
  const random = seededRandom(7);
  const doc = new Y.Doc();
  let page = addPage(doc);
  const base = Y.encodeStateAsUpdate(doc);
  const updates: { at: number; update: Uint8Array }[] = [];
  let clock = 0;
  doc.on('update', (update) => updates.push({ at: Math.round(clock), update }));
  for (let z = 0; z < count; z++) {
    clock = (z * HOUR) / count;
    if (z > 0 && z % 200 === 0) page = doc.transact(() => addPage(doc));
    const ink = encodeInk({ points: handStroke(random), pressure: false });
    const color = inkColors[z % inkColors.length] ?? 'ink';
    const width = penWidths[z % penWidths.length] ?? 6;
    doc.transact(() => findPage(doc, page)?.objects.set(newObjectId(), { kind: 'stroke', z, color, width, ink }));
  }
  return { base, updates };
}
