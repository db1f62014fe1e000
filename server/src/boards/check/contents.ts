import { ObjectBody, ObjectId, PageId, PageMeta, Place } from '@pluriclasse/shared/board/objects';
import { AppError } from '@pluriclasse/shared/errors';
import * as Y from 'yjs';
import type { Role } from './containers.ts';

const valueSchemas = { meta: PageMeta, objects: ObjectBody, places: Place };

/** Whether what an item holds may stand in a container of this role under this key. @throws AppError `bad_request` */
export function checkContent(role: Role, sub: string | null, content: Y.Item['content']): void {
  if (!fitsKey(role, sub)) throw new AppError('bad_request', 'No such key');
  if (content instanceof Y.ContentDeleted) return;
  if (!fitsContent(role, sub, content)) throw new AppError('bad_request', `Not the content of ${role}`);
}

function fitsKey(role: Role, sub: string | null): boolean {
  switch (role) {
    case 'pages':
      return PageId.safeParse(sub).success;
    case 'page':
      return sub === 'meta' || sub === 'objects' || sub === 'places' || sub === 'words';
    case 'objects':
    case 'places':
    case 'words':
      return ObjectId.safeParse(sub).success;
    case 'text':
      return sub === null;
  }
}

function fitsContent(role: Role, sub: string | null, content: Y.Item['content']): boolean {
  switch (role) {
    case 'pages':
      return holdsType(content, Y.Map);
    case 'page':
      return sub === 'meta' ? holdsValue(content, valueSchemas.meta) : holdsType(content, Y.Map);
    case 'objects':
    case 'places':
      return holdsValue(content, valueSchemas[role]);
    case 'words':
      return holdsType(content, Y.Text);
    case 'text':
      return content instanceof Y.ContentString;
  }
}

/** Exactly that type: XmlHook is a Map and XmlText a Text, too. */
const holdsType = (content: Y.Item['content'], type: typeof Y.Map | typeof Y.Text): boolean =>
  content instanceof Y.ContentType && content.type.constructor === type;

/** Several values when a client kept, for its undo, what it overwrote: Yjs merges such items. The last one counts. */
const holdsValue = (content: Y.Item['content'], schema: { safeParse(value: unknown): { success: boolean } }): boolean =>
  content instanceof Y.ContentAny && content.arr.length > 0 && content.arr.every((it) => schema.safeParse(it).success);
