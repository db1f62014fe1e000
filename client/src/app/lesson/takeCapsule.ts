import type { CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import { readCaptions } from '../../capsule/captions.ts';
import { readReel, serverSource } from '../../capsule/CapsuleSource.ts';
import { parcelOf } from '../../capsule/takenSource.ts';
import type { OpenCatchUps } from '../../live/catchUp/openCatchUps.ts';
import type { OfflineCapsules, Progress } from '../../live/offline/OfflineCapsules.ts';
import { keepPageOffline } from '../../live/offline/openOffline.ts';

interface Taking {
  readonly offline: OfflineCapsules;
  readonly open: OpenCatchUps;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Takes a capsule along: its sound, board and captions, its checks, and the page itself. Begun again it goes on where it was cut.
 * @throws AppError as `OfflineCapsules.take`
 */
export async function takeCapsule(
  { capsuleId, expiresAt }: CatchUpBrief,
  { offline, open, onProgress, signal }: Taking,
): Promise<void> {
  const source = serverSource(capsuleId, 'home');
  const manifest = await source.manifest();
  const [reel, captions] = await Promise.all([readReel(source, manifest), readCaptions(source, manifest)]);
  // Kept as what the server said last.
  await open.catchUps.open(capsuleId);
  // First, for without the page the sound is of no use; it is the smaller part.
  await keepPageOffline();
  await offline.take({ ...parcelOf(manifest, reel, captions), expiresAt }, onProgress, signal);
}
