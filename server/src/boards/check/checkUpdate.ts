import { boardLimits } from '@pluriclasse/shared/board/limits';
import { AppError } from '@pluriclasse/shared/errors';
import * as Y from 'yjs';
import { type Container, type Role, containerOf } from './containers.ts';
import { checkContent } from './contents.ts';
import { Locator } from './Locator.ts';
import { UpdateView } from './UpdateView.ts';

/** What an update would do, once it is known to be sound. */
export type Checked =
  /** It may be applied. `clients` are the Yjs clients in whose name it writes. */
  | { readonly verdict: 'sound'; readonly clients: readonly number[]; readonly news: boolean }
  /** It builds on something that the server has not got: ask the sender for all it has. */
  | { readonly verdict: 'gap' }
  /** It would outgrow the board. */
  | { readonly verdict: 'full' };

/** The server's own limits are wider than what a client keeps to, since what several drew offline adds up. */
const SLACK = 1.25;
const TEXT_SLACK = 4;
const most: Readonly<Record<Role, number>> = {
  pages: boardLimits.pages * SLACK,
  page: 4,
  objects: boardLimits.objects * SLACK,
  places: boardLimits.objects * SLACK,
  words: boardLimits.objects * SLACK,
  text: boardLimits.text * TEXT_SLACK,
};
/** Containers whose entries only a teacher makes, changes or takes away. */
const leadOnly = (role: Role) => role === 'pages' || role === 'page';

/**
 * Decides about an update before it touches the document: decodes it, finds the place of every new item and holds its
 * content against the schemas. Time and memory follow the update's size, not the document's, and no second copy of
 * the document is needed.
 * @throws AppError `bad_request` for what no honest client sends, `forbidden` for what only a teacher may do.
 */
export function checkUpdate(doc: Y.Doc, update: Uint8Array, mayLead: boolean): Checked {
  const view = new UpdateView(update);
  const locator = new Locator(doc, view);
  const growth = new Map<string, { container: Container; added: Set<string>; letters: number }>();
  const clients: number[] = [];

  for (const [client, structs] of view.clients) {
    if (!Number.isSafeInteger(client) || client < 0 || client > 0xffff_ffff)
      throw new AppError('bad_request', 'No such client');
    const state = Y.getState(doc.store, client);
    let end = state;
    for (const struct of structs) {
      if (struct instanceof Y.Skip) return { verdict: 'gap' };
      if (struct.id.clock + struct.length <= state) continue;
      if (struct.id.clock > end) return { verdict: 'gap' };
      end = struct.id.clock + struct.length;
      if (struct instanceof Y.GC) continue;
      if (lacks(doc, view, struct)) return { verdict: 'gap' };
      const place = locator.locate(struct);
      if (place === 'gone') continue;
      if (!mayLead && leadOnly(place.container.role)) throw new AppError('forbidden', 'Only a teacher changes pages');
      checkContent(place.container.role, place.sub, struct.content);
      const grown = growth.get(place.container.key) ?? { container: place.container, added: new Set(), letters: 0 };
      growth.set(place.container.key, grown);
      if (place.sub === null) grown.letters += struct.length;
      else if (!(struct.content instanceof Y.ContentDeleted)) grown.added.add(place.sub);
    }
    if (end > state) clients.push(client);
  }
  for (const { container, added, letters } of growth.values()) {
    if (outgrows(container, added, letters)) return { verdict: 'full' };
  }
  const deletes = checkDeletions(doc, view, mayLead);
  return deletes === 'gap' ? { verdict: 'gap' } : { verdict: 'sound', clients, news: clients.length > 0 || deletes };
}

/** Whether an item needs something that neither the document nor the update has. */
function lacks(doc: Y.Doc, view: UpdateView, item: Y.Item): boolean {
  const parent = item.parent instanceof Y.ID ? item.parent : null;
  return [item.origin, item.rightOrigin, parent].some(
    (id) => id !== null && id.clock >= Y.getState(doc.store, id.client) && view.find(id) === undefined,
  );
}

function outgrows(container: Container, added: ReadonlySet<string>, letters: number): boolean {
  const { type, role } = container;
  if (role === 'text') return (type instanceof Y.Text ? type.length : 0) + letters > most.text;
  const map = type instanceof Y.Map ? type : undefined;
  // `_map` counts deleted keys too: a cheap upper bound that spares the exact count nearly always.
  if ((map?._map.size ?? 0) + added.size <= most[role]) return false;
  const fresh = [...added].filter((sub) => !map?.has(sub)).length;
  return (map?.size ?? 0) + fresh > most[role];
}

/** @returns whether it deletes anything that still stands, or `gap` if it names what is not there. */
function checkDeletions(doc: Y.Doc, view: UpdateView, mayLead: boolean): boolean | 'gap' {
  let deletes = false;
  for (const { client, clock, len } of view.deleted) {
    const state = Y.getState(doc.store, client);
    const last = view.clients.get(client)?.at(-1);
    if (clock + len > Math.max(state, last ? last.id.clock + last.length : 0)) return 'gap';
    const structs = doc.store.clients.get(client);
    if (structs === undefined || clock >= state) {
      deletes = true;
      continue;
    }
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at];
      if (struct === undefined || struct.id.clock >= clock + len) break;
      if (struct.deleted || !(struct instanceof Y.Item)) continue;
      deletes = true;
      const parent = struct.parent instanceof Y.AbstractType ? containerOf(doc, struct.parent) : undefined;
      if (!mayLead && parent && leadOnly(parent.role)) throw new AppError('forbidden', 'Only a teacher changes pages');
    }
  }
  return deletes;
}
