import { ROOT, pageParts } from '@pluriclasse/shared/board/document';
import type * as Y from 'yjs';

/** What a shared type in the document is for. `shared/board/document` draws the tree. */
export type Role = 'pages' | 'page' | 'objects' | 'places' | 'words' | 'text';

/** Any of Yjs's shared types. */
export type SharedType = Y.ContentType['type'];

/** One shared type: its role, and a key that tells it from all others. */
export interface Container {
  readonly role: Role;
  readonly key: string;
  /** The type itself, when the document has it already. */
  readonly type: SharedType | undefined;
}

export const rootContainer = (doc: Y.Doc): Container => ({ role: 'pages', key: ROOT, type: doc.getMap(ROOT) });

/** The role of a type that is kept under `sub` in a container; undefined where no type may be. */
export function childRole(parent: Role, sub: string | null): Role | undefined {
  switch (parent) {
    case 'pages':
      return 'page';
    case 'page':
      return pageParts.find((part) => part === sub && part !== 'meta') as Role | undefined; // all but meta are roles
    case 'words':
      return 'text';
    case 'objects':
    case 'places':
    case 'text':
      return undefined;
  }
}

/** The container that a type of the document is; undefined for one that no schema knows. */
export function containerOf(doc: Y.Doc, type: SharedType): Container | undefined {
  const item = type._item;
  if (item === null) return doc.share.get(ROOT) === type ? rootContainer(doc) : undefined;
  // An integrated item's parent is a type; ids and names stand there only before.
  const parent = containerOf(doc, item.parent as SharedType);
  const role = parent && childRole(parent.role, item.parentSub);
  return role && { role, key: idKey(item.id), type };
}

export const idKey = (id: Y.ID): string => `${id.client}:${id.clock}`;
