import * as api from '@pluriclasse/shared/api/ownPages';
import { fromBase64, toBase64 } from '@pluriclasse/shared/base64';
import { AppError } from '@pluriclasse/shared/errors';
import { PupilId, type CapsuleId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { callApi } from '../../lib/api.ts';
import { newId } from '../../lib/newId.ts';
import { IndexedDbOwnPageStore } from './IndexedDbOwnPageStore.ts';
import { OwnPages, type OwnPagesOf } from './OwnPages.ts';
import type { PageServer } from './PageSync.ts';

let known: IndexedDbOwnPageStore | undefined;
const storeHere = () => (known ??= new IndexedDbOwnPageStore());

/** A person's pages of a capsule. @param as a pupil's session, whose pages the server keeps too */
export function openOwnPages(of: OwnPagesOf, as: SpeakingAs | undefined): OwnPages {
  const pupil = PupilId.safeParse(of.owner);
  return new OwnPages(of, {
    store: storeHere(),
    server:
      as !== undefined && pupil.success ? serverFor({ capsuleId: of.capsuleId, pupilId: pupil.data }, as) : undefined,
    now: Date.now,
    newId,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
}

function serverFor(of: { capsuleId: CapsuleId; pupilId: PupilId }, as: SpeakingAs): PageServer {
  return {
    list: async () => (await callApi(api.listOwnPages, { params: of }, { as })).pages,
    sync: async ({ ownPageId, title, at, takenAt }, update, vector) => {
      const body = { title, at, takenAt, update: toBase64(update), vector: toBase64(vector) };
      const reply = await callApi(api.syncOwnPage, { params: { ...of, ownPageId }, body }, { as });
      return { page: reply.page, missing: unpack(reply.missing), vector: unpack(reply.vector) };
    },
    remove: async (ownPageId) => {
      await callApi(api.removeOwnPage, { params: { ...of, ownPageId } }, { as });
    },
  };
}

function unpack(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new AppError('internal', 'Malformed page');
  return bytes;
}

/** Takes away pages of capsules that the server no longer has for this person, and those whose time is over. */
export async function keepOwnPagesOnly(owner: string, capsuleIds: readonly string[] | undefined): Promise<void> {
  const store = storeHere();
  for (const page of await store.list(owner))
    if (page.expiresAt <= Date.now() || capsuleIds?.includes(page.capsuleId) === false) await store.remove(page);
}

/** Who signs out leaves nothing to the next child but what could not be sent, which nobody else sees. */
export async function leaveOwnPages(owner: string): Promise<void> {
  const store = storeHere();
  for (const page of await store.list(owner)) if (page.edits === page.sent && !page.refused) await store.remove(page);
}

/** Sends what was drawn without a link, of whatever capsule. Never rejects. */
export async function sendOwnPages(owner: string, as: SpeakingAs): Promise<void> {
  const pages = await storeHere()
    .list(owner)
    .catch(() => []);
  const waiting = pages.filter((page) => !page.refused && (page.edits > page.sent || page.removedAt !== undefined));
  for (const [capsuleId, [page]] of Map.groupBy(waiting, (one) => one.capsuleId)) {
    if (page === undefined) continue;
    const own = openOwnPages({ owner, capsuleId, expiresAt: page.expiresAt }, as);
    await own.syncOnce();
  }
}
