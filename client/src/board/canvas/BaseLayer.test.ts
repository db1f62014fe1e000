import { newObjectId } from '@pluriclasse/shared/board/newId';
import { describe, expect, it } from 'vitest';
import type { SceneText } from '../scene/SceneObject.ts';
import { BaseLayer } from './BaseLayer.ts';
import { fitPage } from './PageView.ts';

const view = fitPage(800, 600, 1);

/** A text that covers a box ten units high; what is drawn of it is its word. */
function text(word: string, top: number): SceneText {
  const body: SceneText['body'] = { kind: 'text', z: top, x: 10, y: top, width: 100, size: 56, color: 'ink' };
  const box = { left: 10, top, right: 60, bottom: top + 10 };
  return { id: newObjectId(), z: top, dx: 0, dy: 0, box, kind: 'text', body, text: word, lines: [word] };
}

/** A layer over objects that a test changes, and what was drawn on it since the last look: words, and paper anew. */
function create(...given: SceneText[]) {
  const page = { objects: given };
  let drawn: string[] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) => {
      if (name === 'canvas') return { width: 800, height: 600 };
      if (name in target) return target[name];
      return (...args: unknown[]) => {
        if (name === 'fillText') drawn.push(String(args[0]));
        if (name === 'fillRect') drawn.push('paper');
        return { fontBoundingBoxAscent: 8, fontBoundingBoxDescent: 2 };
      };
    },
    set: (target, name: string, value) => ((target[name] = value), true),
  });
  const canvas = { getContext: () => context } as unknown as HTMLCanvasElement; // all that a layer asks of it
  const layer = new BaseLayer(canvas, { objects: () => page.objects, isLifted: () => false });
  layer.restart(view);
  layer.drawOn(view);
  drawn = [];
  const change = (objects: SceneText[], ...ids: SceneText[]) => {
    drawn = [];
    page.objects = objects;
    layer.drawChanged(view, new Set(ids.map(({ id }) => id)));
    return drawn;
  };
  return { change };
}

describe('BaseLayer', () => {
  const [a, b, c] = [text('a', 10), text('b', 100), text('c', 200)];

  it('draws what is new on top alone', () => {
    expect(create(a).change([a, b, c], b, c)).toEqual(['b', 'c']);
  });

  it('takes away the last thing on the page', () => {
    expect(create(a).change([], a)).toEqual(['paper']);
  });

  it('takes away more than remains', () => {
    expect(create(a, b, c).change([c], a, b)).toEqual(['paper']);
  });

  it('draws what lay under something that went', () => {
    const over = { ...b, id: newObjectId(), box: { ...b.box, bottom: 205 } };
    expect(create(a, over, c).change([a, c], over)).toEqual(['paper', 'c']);
  });
});
