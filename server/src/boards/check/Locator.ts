import { ROOT } from '@pluriclasse/shared/board/document';
import { AppError } from '@pluriclasse/shared/errors';
import * as Y from 'yjs';
import { type Container, childRole, containerOf, idKey, rootContainer } from './containers.ts';
import type { UpdateView } from './UpdateView.ts';

/** Where an item goes: into which container, and under which key if that is a map. `gone`: its parent was deleted. */
export type Location = { readonly container: Container; readonly sub: string | null } | 'gone';

/**
 * Finds where the items of an update would go, without applying it. It follows the rules of `Item.getMissing` in yjs:
 * an item names its parent, or else takes it from its left or right neighbour.
 */
export class Locator {
  readonly #doc: Y.Doc;
  readonly #view: UpdateView;
  readonly #known = new Map<string, Location | 'looking'>();

  constructor(doc: Y.Doc, view: UpdateView) {
    this.#doc = doc;
    this.#view = view;
  }

  /** @throws AppError `bad_request` if there is no such place. */
  locate(item: Y.Item): Location {
    const key = idKey(item.id);
    const known = this.#known.get(key);
    if (known === 'looking') throw new AppError('bad_request', 'Items depend on each other');
    if (known !== undefined) return known;
    this.#known.set(key, 'looking');
    const location = this.#look(item);
    this.#known.set(key, location);
    return location;
  }

  #look(item: Y.Item): Location {
    const left = item.origin && this.#neighbour(item, item.origin);
    const right = item.rightOrigin && this.#neighbour(item, item.rightOrigin);
    if (left === 'gone' || right === 'gone') return 'gone';
    if (left && right && (left.container.key !== right.container.key || left.sub !== right.sub)) {
      throw new AppError('bad_request', 'Neighbours in different places');
    }
    return left ?? right ?? this.#named(item);
  }

  #neighbour(item: Y.Item, id: Y.ID): Location {
    if (id.client === item.id.client && id.clock >= item.id.clock) {
      throw new AppError('bad_request', 'An item beside a later one of the same hand');
    }
    const struct = this.#struct(id);
    if (struct instanceof Y.GC) return 'gone';
    if (!(struct instanceof Y.Item)) throw new AppError('bad_request', 'No such neighbour');
    return this.#isStored(id) ? this.#stored(struct) : this.locate(struct);
  }

  #named({ parent, parentSub, id }: Y.Item): Location {
    if (typeof parent === 'string') {
      if (parent !== ROOT) throw new AppError('bad_request', 'No such root');
      return { container: rootContainer(this.#doc), sub: parentSub };
    }
    if (!(parent instanceof Y.ID)) throw new AppError('bad_request', 'An item without a place');
    if (parent.client === id.client && parent.clock >= id.clock)
      throw new AppError('bad_request', 'A child before its parent');
    const holder = this.#struct(parent);
    if (holder instanceof Y.GC || (holder instanceof Y.Item && holder.content instanceof Y.ContentDeleted))
      return 'gone';
    if (!(holder instanceof Y.Item) || !(holder.content instanceof Y.ContentType)) {
      throw new AppError('bad_request', 'The parent holds nothing');
    }
    const container = this.#isStored(parent) ? containerOf(this.#doc, holder.content.type) : this.#made(holder);
    if (container === 'gone') return 'gone';
    if (container === undefined) throw new AppError('bad_request', 'No place for children');
    return { container, sub: parentSub };
  }

  /** The container that an item of this very update makes. */
  #made(holder: Y.Item): Container | 'gone' | undefined {
    const place = this.locate(holder);
    if (place === 'gone') return 'gone';
    const role = childRole(place.container.role, place.sub);
    return role && { role, key: idKey(holder.id), type: undefined };
  }

  #stored(item: Y.Item): Location {
    const parent = item.parent;
    if (!(parent instanceof Y.AbstractType)) return 'gone';
    const container = containerOf(this.#doc, parent);
    if (container === undefined) throw new AppError('bad_request', 'No such place');
    return { container, sub: item.parentSub };
  }

  #isStored = (id: Y.ID): boolean => id.clock < Y.getState(this.#doc.store, id.client);

  #struct(id: Y.ID): unknown {
    return this.#isStored(id) ? Y.getItem(this.#doc.store, id) : this.#view.find(id);
  }
}
