import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { ReelScene } from '../../capsule/ReelScene.ts';
import { pieceAt, type PathPiece } from '../../capsule/timeline.ts';
import type { BoardNow } from './props.ts';

/** @param scene another one than that which is shown: its changes go to nobody's screen */
export const boardNow = (player: CapsulePlayer, scene: ReelScene, pieces: readonly PathPiece[]): BoardNow => ({
  at: () => player.time(),
  chapter: () => pieces[pieceAt(pieces, player.time())]?.title ?? '',
  copy: async () => {
    const at = player.time();
    // The engine of boards that are worked on comes when somebody does.
    const { copyPage } = await import('../../capsule/copyPage.ts');
    scene.seek(at);
    return copyPage(scene);
  },
  pause: () => player.pause(),
});
