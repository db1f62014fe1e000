import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useEffect, useState } from 'react';
import { serverSource, type CapsuleSource } from '../../capsule/CapsuleSource.ts';
import { takenSource } from '../../capsule/takenSource.ts';
import { withCaptionsOf } from '../../capsule/withCaptionsOf.ts';
import { canGoOffline, openOffline } from '../../live/offline/openOffline.ts';

interface Options {
  capsuleId: CapsuleId;
  pupilId: string;
  as: SpeakingAs;
  /** The revision that the server has now; `cut` where nobody can ask it, `gone`: none. Undefined: not known yet. */
  revision: number | 'cut' | 'gone' | undefined;
}

/** Where a capsule is played from: what was taken along, as long as it is the same as the server's; else the server. */
export function useCapsuleSource({ capsuleId, pupilId, as, revision }: Options): CapsuleSource | undefined {
  const [source, setSource] = useState<CapsuleSource>();
  useEffect(() => {
    if (revision === undefined) return;
    let close: (() => void) | undefined;
    let gone = false;
    const find = async () => {
      const taken = as === 'home' && canGoOffline() ? await openTaken(pupilId, capsuleId, revision) : undefined;
      close = taken?.close;
      if (gone) close?.();
      else setSource(taken?.source ?? serverSource(capsuleId, as));
    };
    find().catch(() => !gone && setSource(serverSource(capsuleId, as)));
    return () => {
      gone = true;
      close?.();
    };
  }, [capsuleId, pupilId, as, revision]);
  return source;
}

async function openTaken(pupilId: string, capsuleId: CapsuleId, revision: number | 'cut' | 'gone') {
  const offline = openOffline(pupilId);
  // Withdrawn, or no longer theirs: it is not found without a network either.
  if (revision === 'gone') {
    await offline.remove(capsuleId);
    return undefined;
  }
  const kept = (await offline.list()).find(({ id }) => id === capsuleId);
  if (kept === undefined || (revision !== 'cut' && kept.revision !== revision)) return undefined;
  const parcel = await offline.open(capsuleId);
  if (parcel === undefined) return undefined;
  const taken = takenSource(parcel);
  const source = revision === 'cut' ? taken : withCaptionsOf(serverSource(capsuleId, 'home'), taken);
  return { source, close: () => parcel.close() };
}
