import type { Page } from '@playwright/test';
import { listCapsules, readManifest } from '@pluriclasse/shared/api/capsules';
import type { Endpoint } from '@pluriclasse/shared/api/http';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import { speakingAsHeader } from '@pluriclasse/shared/signalling/protocol';
import type * as z from 'zod/mini';

export interface ReadCapsule {
  readonly manifest: Manifest;
  readonly reel: BoardReel;
  /** When viewers' 0 was, by the server's clock. */
  readonly epoch: number;
  /** When it could first be read. */
  readonly readyAt: number;
}

/** The newest capsule that this page's person may watch, asked for until it is ready. */
export async function readCapsule(page: Page): Promise<ReadCapsule> {
  for (;;) {
    const { capsules } = await get(page, listCapsules, listCapsules.path);
    const ready = capsules.find(({ state }) => state === 'ready');
    if (ready === undefined) continue;
    const readyAt = Date.now();
    const manifest = await get(page, readManifest, readManifest.path.replace(':capsuleId', ready.capsuleId));
    const reel = BoardReel.parse(await (await page.request.get(manifest.board.link)).json());
    return { manifest, reel, epoch: manifest.startsAt, readyAt };
  }
}

async function get<E extends Endpoint>(page: Page, endpoint: E, path: string): Promise<z.infer<E['reply']>> {
  const response = await page.request.get(path, { headers: { [speakingAsHeader]: 'staff' } });
  if (!response.ok()) throw new Error(`${response.status()} for ${path}`);
  return endpoint.reply.parse(await response.json()) as z.infer<E['reply']>; // parsed by this very schema
}
