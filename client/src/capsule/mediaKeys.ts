import type { CapsulePlayer } from './CapsulePlayer.ts';

/** Keys of a headset and of a locked screen work on the player as a whole, not on one of its voices. @returns how to stop it */
export function listenMediaKeys(player: CapsulePlayer, title: string): () => void {
  if (!('mediaSession' in navigator)) return () => undefined;
  const { mediaSession } = navigator;
  mediaSession.metadata = new MediaMetadata({ title });
  const acts: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset ?? 5) * 1000),
    seekforward: ({ seekOffset }) => player.skip((seekOffset ?? 5) * 1000),
  };
  const each = Object.entries(acts) as [MediaSessionAction, MediaSessionActionHandler][]; // as written above
  for (const [action, handler] of each) mediaSession.setActionHandler(action, handler);
  return () => {
    mediaSession.metadata = null;
    for (const [action] of each) mediaSession.setActionHandler(action, null);
  };
}
