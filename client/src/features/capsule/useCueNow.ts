import type { CaptionCue } from '@pluriclasse/shared/capsule/captions';
import { useEffect, useState } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { cueBefore } from '../../capsule/captions.ts';

const LOOK_MS = 200;

/** Which cue has begun last; only that is told, so a long list is drawn once a cue and not all the while. */
export function useCueNow(player: CapsulePlayer, cues: readonly CaptionCue[]): number {
  const [now, setNow] = useState(() => cueBefore(cues, player.time()));
  useEffect(() => {
    const look = () => setNow(cueBefore(cues, player.time()));
    look();
    const timer = setInterval(look, LOOK_MS);
    const unsubscribe = player.view.subscribe(look);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [player, cues]);
  return now;
}
