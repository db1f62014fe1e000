import { readManifest } from '@pluriclasse/shared/api/capsules';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { AppError } from '@pluriclasse/shared/errors';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { callApi } from '../lib/api.ts';
import { readJson } from './readJson.ts';

/** Where a capsule comes from: the server, or what was taken along. */
export interface CapsuleSource {
  /** The manifest, with links that hold from now on. @throws AppError */
  manifest(): Promise<Manifest>;
  /** An address that an audio element can play. */
  sound(link: string): string | Promise<string>;
  /**
   * The bytes behind a link, all or a range of them.
   * @throws AppError `forbidden` where the link no longer holds, `unavailable` where nothing answers
   */
  bytes(link: string, options?: BytesOptions): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Asks whether a link still holds, which costs next to nothing: a voice that is wholly in the browser is asked for no more.
   * @throws AppError as `bytes` does
   */
  check?(link: string): Promise<void>;
}
export interface BytesOptions {
  readonly range?: { readonly offset: number; readonly size: number };
  readonly signal?: AbortSignal;
}

/** The capsule as the server gives it. @param as whose session asks; else as the page's address says */
export function serverSource(capsuleId: CapsuleId, as?: SpeakingAs): CapsuleSource {
  return {
    manifest: () => callApi(readManifest, { params: { capsuleId } }, as === undefined ? {} : { as }),
    sound: (link) => link,
    bytes: fetchBytes,
    check: async (link) => void (await ask(link, { method: 'HEAD' })),
  };
}

export async function fetchBytes(link: string, { range, signal }: BytesOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const headers = range && { range: `bytes=${range.offset}-${range.offset + range.size - 1}` };
  const { status, body } = await ask(link, { ...(headers && { headers }), ...(signal && { signal }) });
  // Some proxies answer a range with all of it.
  return range && status === 200 ? body.slice(range.offset, range.offset + range.size) : body;
}

async function ask(link: string, init: RequestInit): Promise<{ status: number; body: Uint8Array<ArrayBuffer> }> {
  try {
    const response = await fetch(link, { credentials: 'same-origin', ...init });
    if (!response.ok) throw new AppError(codeOf(response.status), `HTTP ${response.status}`);
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  } catch (cause) {
    if (cause instanceof AppError || init.signal?.aborted) throw cause;
    throw new AppError('unavailable', 'The server can’t be reached', { reason: 'offline', cause });
  }
}

function codeOf(status: number): AppError['code'] {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not_found';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

/** @throws AppError as `bytes` does; `internal` if it is no reel */
export async function readReel(source: CapsuleSource, { board }: Pick<Manifest, 'board'>): Promise<BoardReel> {
  const reel = BoardReel.safeParse(readJson(await source.bytes(board.link)));
  if (!reel.success) throw new AppError('internal', 'Malformed reel');
  return reel.data;
}
