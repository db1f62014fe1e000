import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { listCapsules, readManifest } from '@pluriclasse/shared/api/capsules';
import type { Endpoint } from '@pluriclasse/shared/api/http';
import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { BoardReel } from '@pluriclasse/shared/capsule/reel';
import type { LessonId } from '@pluriclasse/shared/ids';
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

/** The capsule of a lesson, as this page's person may watch it, asked for until it is ready. */
export async function readCapsule(page: Page, lessonId: LessonId): Promise<ReadCapsule> {
  // The server takes two hundred calls in ten seconds of one browser.
  for (; ; await delay(100)) {
    const { capsules } = await get(page, listCapsules, listCapsules.path);
    const ready = capsules.find((one) => one.lessonId === lessonId && one.state === 'ready');
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
