import { useSyncExternalStore } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';

const none = () => () => undefined;

/** The player of the page, as far as captions need it. */
export function usePlaying(player: CapsulePlayer | undefined) {
  const plays = useSyncExternalStore(player?.view.subscribe ?? none, () => {
    const state = player?.view.get().state;
    return state === 'playing' || state === 'waiting';
  });
  return {
    able: player !== undefined,
    plays,
    /** Milliseconds of viewers. */
    at: () => Math.round(player?.time() ?? 0),
    toggleFrom: (at: number) => {
      if (player === undefined) return;
      if (plays) return player.pause();
      player.seek(at);
      player.play();
    },
  };
}
export type Playing = ReturnType<typeof usePlaying>;
