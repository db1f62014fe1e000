import { Store, type Readable } from '../Store.ts';
import type { LessonStore } from '../store/LessonStore.ts';
import { chooseStage, emptyStage, type StageMemory, type StageTarget } from './chooseStage.ts';

/** Keeps the stage of this screen: asks the rule whenever something changes, and when a wait is over. */
export class StageDirector {
  readonly #store: LessonStore;
  readonly #target = new Store<StageTarget>(emptyStage.target);
  readonly #stops: (() => void)[];
  #memory: StageMemory = emptyStage;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: LessonStore) {
    this.#store = store;
    this.#stops = [store.lesson.subscribe(this.#choose), store.speaking.subscribe(this.#choose)];
    this.#choose();
  }

  get target(): Readable<StageTarget> {
    return this.#target;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  readonly #choose = (): void => {
    clearTimeout(this.#timer);
    const lesson = this.#store.lesson.get();
    const me = this.#store.me();
    if (!lesson || !me) return;
    const now = performance.now();
    const speaking = [...this.#store.speaking.get().keys()];
    const choice = chooseStage(
      this.#memory,
      { stage: lesson.stage, turn: lesson.floor.turn, seats: lesson.seats, speaking, me },
      now,
    );
    this.#memory = choice;
    if (!sameTarget(choice.target, this.#target.get())) this.#target.set(choice.target);
    if (choice.wakeAt !== undefined) this.#timer = setTimeout(this.#choose, choice.wakeAt - now);
  };
}

function sameTarget(a: StageTarget, b: StageTarget): boolean {
  if (a.kind !== 'picture' || b.kind !== 'picture') return a.kind === b.kind;
  return a.seatId === b.seatId && a.source === b.source;
}
