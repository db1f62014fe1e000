import { newObjectId, newPageId } from '@pluriclasse/shared/board/newId';
import type { ObjectBody } from '@pluriclasse/shared/board/objects';
import { encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import { packBody, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { describe, expect, test } from 'vitest';
import { Reel } from './Reel.ts';
import { ReelScene } from './ReelScene.ts';

const measure = (text: string, size: number) => text.length * size * 0.5;

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const stroke = (z: number, from = 100, to = 300): unknown =>
  packBody({
    kind: 'stroke',
    z,
    color: 'blue',
    width: 10,
    ink: encodeInk({
      points: [
        [from, 100, 0.5],
        [to, 100, 0.5],
      ],
      pressure: false,
    }),
  });
const text = (z: number): ObjectBody => ({ kind: 'text', z, color: 'ink', size: 56, x: 50, y: 50, width: 600 });

/** The plain meaning of a reel, told apart from the scene: pages, and on each what lies there. */
function told(steps: readonly ReelStep[], at: number) {
  type Things = Map<string, { z: number; x: number; text: string }>;
  const pages = new Map<string, { order: number; things: Things }>();
  let shown: string | undefined;
  for (const step of steps) {
    if (step.at > at) continue;
    const page = pages.get(step.page);
    if (step.do === 'page') pages.set(step.page, { order: step.order, things: page?.things ?? (new Map() as Things) });
    else if (step.do === 'remove-page') pages.delete(step.page);
    else if (step.do === 'show') shown = step.page;
    else if (step.do === 'draw') page?.things.set(step.id, { z: (step.body as { z: number }).z, x: 0, text: '' });
    else if (step.do === 'erase') page?.things.delete(step.id);
    else {
      const thing = page?.things.get(step.id);
      if (thing && step.do === 'move') page?.things.set(step.id, { ...thing, x: step.place[0] });
      if (thing && step.do === 'write') page?.things.set(step.id, { ...thing, text: step.text });
    }
  }
  const order = [...pages].sort(([, a], [, b]) => a.order - b.order).map(([id]) => id);
  return {
    pages: order,
    page: shown !== undefined && pages.has(shown) ? shown : order[0],
    things: order.map((id) =>
      [...(pages.get(id)?.things ?? [])]
        .sort(([a, { z }], [b, other]) => z - other.z || (a < b ? -1 : 1))
        .map(([thing, { x, text: letters }]) => [thing, x, letters]),
    ),
  };
}

function seen(scene: ReelScene) {
  const pages = scene.pages();
  return {
    pages,
    page: scene.page(),
    things: pages.map((page) => scene.inOrder(page).map((it) => [it.id, it.dx, it.kind === 'text' ? it.text : ''])),
  };
}

/** Everything that may happen to a board, at random but the same for a seed; some of it about what is not there. */
function reel(seed: number, count: number): ReelStep[] {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const pages = Array.from({ length: 5 }, () => newPageId(random));
  const drawn: { page: (typeof pages)[number]; id: ReturnType<typeof newObjectId>; text: boolean }[] = [];
  let at = 0;
  const steps: ReelStep[] = [{ at: 0, do: 'page', page: pages[0]!, order: 1 }];
  while (steps.length < count) {
    at += random() < 0.3 ? 0 : Math.floor(random() * 400);
    const page = pick(pages);
    const chance = random();
    const one = drawn.length > 0 ? pick(drawn) : undefined;
    if (chance < 0.05) steps.push({ at, do: 'page', page, order: Math.floor(random() * 1_000) + random() });
    else if (chance < 0.06) steps.push({ at, do: 'remove-page', page });
    else if (chance < 0.1) steps.push({ at, do: 'show', page });
    else if (chance < 0.6 || one === undefined) {
      const made = { page, id: newObjectId(random), text: random() < 0.3 };
      drawn.push(made);
      const z = Math.floor(random() * 50);
      steps.push({ at, do: 'draw', page, id: made.id, body: made.text ? packBody(text(z)) : stroke(z) });
    } else if (chance < 0.75) steps.push({ at, do: 'erase', page: one.page, id: one.id });
    else if (chance < 0.9 || !one.text)
      steps.push({ at, do: 'move', page: one.page, id: one.id, place: [Math.floor(random() * 500), 4] });
    else steps.push({ at, do: 'write', page: one.page, id: one.id, text: `word ${steps.length}` });
  }
  return steps;
}

describe.each([1, 2, 3, 4, 5])('a reel of seed %i', (seed) => {
  const steps = reel(seed, 1_500);
  const end = steps.at(-1)!.at;

  test('anywhere is the fold of all steps up to there, whichever way one came', () => {
    const scene = new ReelScene(new Reel({ steps }, measure));
    const random = seeded(seed * 77);
    let at = 0;
    for (let n = 0; n < 120; n++) {
      // Far jumps, small steps forth and back, and the very instants of steps.
      const chance = random();
      if (chance < 0.4) at = random() * end * 1.1;
      else if (chance < 0.8) at = Math.max(0, at + (random() - 0.4) * 2_000);
      else at = steps[Math.floor(random() * steps.length)]!.at;
      scene.seek(at);
      expect(seen(scene)).toEqual(told(steps, at));
    }
  });

  test('tells of everything that has changed', () => {
    const scene = new ReelScene(new Reel({ steps }, measure));
    const random = seeded(seed * 13);
    const known = new Map<string, Map<string, string>>();
    for (let n = 0, at = 0; n < 150; n++) {
      at = random() < 0.1 ? random() * end : Math.min(end, at + random() * 1_500);
      for (const { page, ids } of scene.seek(at)) {
        const things = new Map(scene.inOrder(page).map((it) => [it.id, describeThing(it)]));
        const before = known.get(page) ?? new Map<string, string>();
        if (ids === 'all') known.set(page, things);
        else {
          for (const id of ids) {
            const now = things.get(id);
            if (now === undefined) before.delete(id);
            else before.set(id, now);
          }
          known.set(page, before);
        }
      }
      for (const page of scene.pages()) {
        const now = new Map(scene.inOrder(page).map((it) => [it.id, describeThing(it)]));
        expect(known.get(page) ?? new Map()).toEqual(now);
      }
    }
  });
});
const describeThing = (it: ReturnType<ReelScene['inOrder']>[number]) => `${it.dx} ${it.kind === 'text' ? it.text : ''}`;

describe('a growing stroke', () => {
  const page = newPageId();
  const [one, other] = [newObjectId(), newObjectId()];
  const reel = new Reel(
    {
      steps: [
        { at: 0, do: 'page', page, order: 0 },
        { at: 0, do: 'draw', page, id: newObjectId(), body: stroke(0) },
        { at: 5_000, do: 'draw', page, id: one, body: stroke(1, 0, 1_000) },
        { at: 5_300, do: 'draw', page, id: other, body: stroke(2, 0, 1_000) },
        { at: 6_000, do: 'erase', page, id: one },
        // An undo brings it back.
        { at: 9_000, do: 'draw', page, id: one, body: stroke(1, 0, 1_000) },
        ...Array.from(
          { length: 4 },
          () => ({ at: 20_000, do: 'draw', page, id: newObjectId(), body: stroke(3) }) as const,
        ),
      ],
    },
    measure,
  );
  const scene = new ReelScene(reel);
  const growing = (at: number) => {
    scene.seek(at);
    return scene.growing(at).map(({ stroke: { id }, part }) => [id, Math.round(part * 100)]);
  };

  // 1,000 units take 150 + 900 ms; the second one begins when the first is whole.
  test.each([
    ['long before', 3_900, []],
    ['at its beginning', 3_950, [[one, 0]]],
    ['half way', 4_475, [[one, 50]]],
    ['the next one after it', 5_000, [[other, 0]]],
    ['half of the next', 5_150, [[other, 50]]],
    ['whole', 5_300, []],
    ['brought back by undo', 8_900, []],
    ['many at once', 19_990, []],
  ])('%s', (_, at, expected) => expect(growing(at)).toEqual(expected));
});

test('what can’t be read is left out, and nothing else', () => {
  const page = newPageId();
  const [good, bad] = [newObjectId(), newObjectId()];
  const reel = new Reel(
    {
      steps: [
        { at: 0, do: 'page', page, order: 0 },
        { at: 1, do: 'draw', page, id: bad, body: { kind: 'stroke', ink: 'AAAA' } },
        { at: 1, do: 'move', page, id: bad, place: [1, 1] },
        { at: 1, do: 'draw', page, id: good, body: stroke(1) },
      ],
    },
    measure,
  );
  const scene = new ReelScene(reel);
  scene.seek(1);
  expect(scene.inOrder(page).map(({ id }) => id)).toEqual([good]);
  expect(reel.changes()).toEqual([0, 1, 1, 1]);
});

test('two who look at it keep apart, and both lay texts out anew when their font has come', () => {
  let wide = 0.5;
  const page = newPageId();
  const id = newObjectId();
  const reel = new Reel(
    {
      steps: [
        { at: 0, do: 'page', page, order: 0 },
        { at: 0, do: 'draw', page, id, body: packBody(text(1)) },
        { at: 1, do: 'write', page, id, text: 'a village' },
        { at: 5, do: 'erase', page, id },
      ],
    },
    (letters, size) => letters.length * size * wide,
  );
  const [one, other] = [new ReelScene(reel), new ReelScene(reel)];
  one.seek(9);
  other.seek(1);
  expect([one.inOrder(page).length, other.inOrder(page).length]).toEqual([0, 1]);
  one.seek(2);
  const right = (scene: ReelScene) => scene.inOrder(page)[0]?.box.right;
  expect([right(one), right(other)]).toEqual([302, 302]);
  wide = 0.25;
  reel.measureAgain();
  expect([right(one), right(other)]).toEqual([176, 176]);
});

test('decoding ahead stops when there is no more time, and goes on', () => {
  const steps = reel(6, 300);
  const whole = new Reel({ steps }, measure);
  let left = 100;
  expect(whole.warm(() => left-- > 0)).toBe(true);
  expect(whole.warm(() => true)).toBe(false);
});
