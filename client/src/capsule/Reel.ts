import type { ObjectId, PageId } from '@pluriclasse/shared/board/objects';
import { unpackBody, type BoardReel, type ReelStep } from '@pluriclasse/shared/capsule/reel';
import { sceneObject, type SceneObject } from '../board/scene/SceneObject.ts';
import type { Measure } from '../board/scene/textLayout.ts';
import { applyStep, emptyState, snapshot, type DrawStep, type ReelState } from '@pluriclasse/shared/capsule/foldReel';
import { cameAtOnce } from './growth.ts';

/** Steps between two snapshots: what a seek back does again at most. */
export const STRIDE = 256;

export interface Growth {
  readonly step: DrawStep;
  /** When the stroke before it on this page was whole. */
  readonly before: number;
}

/** A capsule's board in memory, for all who look at it: its steps, snapshots on the way, and what is costly to decode. */
export class Reel {
  readonly steps: readonly ReelStep[];
  readonly growths: readonly Growth[];
  readonly measure: Measure;
  /** The state before each `STRIDE`th step; nobody changes it. */
  readonly #snapshots: ReelState[] = [];
  readonly #unreadable = new WeakSet<DrawStep>();
  #drawn = new WeakMap<DrawStep, SceneObject>();
  #warmed = 0;
  /** Raised when all texts are to be laid out anew. */
  revision = 0;

  constructor({ steps }: BoardReel, measure: Measure) {
    this.steps = steps.toSorted((a, b) => a.at - b.at);
    this.measure = measure;
    const state = emptyState();
    for (const [n, step] of this.steps.entries()) {
      if (n % STRIDE === 0) this.#snapshots.push(snapshot(state));
      applyStep(state, step);
    }
    this.growths = growthsOf(this.steps);
  }

  /** The state before the `n * STRIDE`th step, for whoever asks to go on from. */
  snapshot(n: number): ReelState {
    return snapshot(this.#snapshots[n] ?? emptyState());
  }

  /** As it was drawn; what can't be read is left out. */
  object(step: DrawStep): SceneObject | undefined {
    const known = this.#drawn.get(step);
    if (known || this.#unreadable.has(step)) return known;
    const body = unpackBody(step.body);
    if (body === undefined) {
      this.#unreadable.add(step);
      return undefined;
    }
    const object = sceneObject(step.id, body, undefined, '', this.measure);
    this.#drawn.set(step, object);
    return object;
  }

  /** Instants at which something was drawn, moved, written or taken away. */
  changes(): number[] {
    return this.steps.filter(({ do: what }) => what !== 'show').map(({ at }) => at);
  }

  measureAgain(): void {
    this.#drawn = new WeakMap();
    this.revision++;
    this.#warmed = 0;
  }

  /** Decodes ahead while there is time, so that no jump has to wait for it. @returns whether there is more */
  warm(hasTime: () => boolean): boolean {
    while (this.#warmed < this.steps.length && hasTime()) {
      const step = this.steps[this.#warmed++];
      if (step?.do === 'draw') this.object(step);
    }
    return this.#warmed < this.steps.length;
  }
}

/** Which strokes are seen to be drawn: neither those that came at once, nor what an undo brought back. */
function growthsOf(steps: readonly ReelStep[]): Growth[] {
  const atOnce = new Map<number, number>();
  for (const step of steps) if (step.do === 'draw') atOnce.set(step.at, (atOnce.get(step.at) ?? 0) + 1);
  const seen = new Set<ObjectId>();
  const last = new Map<PageId, number>();
  const growths: Growth[] = [];
  for (const step of steps) {
    if (step.do !== 'draw') continue;
    const before = last.get(step.page) ?? 0;
    last.set(step.page, step.at);
    if (!seen.has(step.id) && !cameAtOnce(step.at, atOnce.get(step.at) ?? 1)) growths.push({ step, before });
    seen.add(step.id);
  }
  return growths;
}
