import type { ObjectId, PageId, Place } from '../board/objects.ts';
import type { ReelStep } from './reel.ts';

export type DrawStep = ReelStep & { do: 'draw' };

/** An object at one instant. Never changed: what moves it, or writes in it, makes another of it. */
export interface ReelObject {
  readonly draw: DrawStep;
  readonly place: Place;
  readonly text: string;
}
interface ReelPage {
  readonly order: number;
  readonly objects: Map<ObjectId, ReelObject>;
  /** A snapshot has it too: whoever changes it takes a copy first. */
  shared: boolean;
}

/** The board at one instant. */
export interface ReelState {
  readonly pages: Map<PageId, ReelPage>;
  /** What one was brought to last; the page may be gone since. */
  shown: PageId | undefined;
}

export const emptyState = (): ReelState => ({ pages: new Map(), shown: undefined });

/** The same state, of which one half may go on changing: pages are copied when one of the two touches them. */
export function snapshot(state: ReelState): ReelState {
  for (const page of state.pages.values()) page.shared = true;
  return { pages: new Map(state.pages), shown: state.shown };
}

/** Pages in the order in which they lie; equal ones by id. */
export const pagesOf = ({ pages }: ReelState): PageId[] =>
  [...pages].sort(([a, { order }], [b, other]) => order - other.order || (a < b ? -1 : 1)).map(([id]) => id);

/** The page that one looks at: where everyone was brought, else the first. */
export const shownPage = (state: ReelState): PageId | undefined =>
  state.shown !== undefined && state.pages.has(state.shown) ? state.shown : pagesOf(state)[0];

/** Does what a step says. A step about what is not there does nothing. */
export function applyStep(state: ReelState, step: ReelStep): void {
  switch (step.do) {
    case 'page': {
      const { objects } = ownPage(state, step.page) ?? { objects: new Map() };
      state.pages.set(step.page, { order: step.order, objects, shared: false });
      return;
    }
    case 'remove-page':
      state.pages.delete(step.page);
      return;
    case 'show':
      state.shown = step.page;
      return;
    case 'draw':
      ownPage(state, step.page)?.objects.set(step.id, { draw: step, place: [0, 0], text: '' });
      return;
    case 'erase':
      ownPage(state, step.page)?.objects.delete(step.id);
      return;
    case 'move':
      change(state, step, (object) => ({ ...object, place: step.place }));
      return;
    case 'write':
      change(state, step, (object) => ({ ...object, text: step.text }));
  }
}

function change(
  state: ReelState,
  { page, id }: { page: PageId; id: ObjectId },
  make: (object: ReelObject) => ReelObject,
): void {
  const objects = ownPage(state, page)?.objects;
  const object = objects?.get(id);
  if (object) objects?.set(id, make(object));
}

function ownPage({ pages }: ReelState, id: PageId): ReelPage | undefined {
  const page = pages.get(id);
  if (!page?.shared) return page;
  const own = { order: page.order, objects: new Map(page.objects), shared: false };
  pages.set(id, own);
  return own;
}
