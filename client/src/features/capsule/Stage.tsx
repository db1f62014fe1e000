import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { CloudOff, Maximize, Snail, ZoomIn, ZoomOut } from 'lucide-react';
import { useState, type RefObject } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import type { CapsuleSource } from '../../capsule/CapsuleSource.ts';
import { isLost } from '../../capsule/timeline.ts';
import { MOST_ZOOM } from '../../board/canvas/zoom.ts';
import { Banner } from '../../components/Banner.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { PictureBox } from './PictureBox.tsx';
import { ReelBoard, type ReelBoardHandle } from './ReelBoard.tsx';
import type { Signs } from './signs.ts';
import { Speaker } from './Speaker.tsx';
import css from './Stage.module.css';
import { usePlayerTime, usePlayerView } from './useCapsule.ts';

export const modes = ['sound', 'small', 'large'] as const;
export type Mode = (typeof modes)[number];

export interface StageProps {
  manifest: Manifest;
  player: CapsulePlayer;
  source: CapsuleSource;
  board: BoardState;
  mode: Mode;
  signs: Signs;
  handle: RefObject<ReelBoardHandle | null>;
  /** The pictures don't come. */
  onNoPictures: () => void;
}

/** The board with whoever speaks above it, the picture where one is wanted, and what passes over its foot. */
export function Stage({ manifest, player, source, board, mode, signs, handle, onNoPictures }: StageProps) {
  const { t } = useTranslation('capsule');
  const [times, setTimes] = useState(1);
  const size = mode === 'sound' ? undefined : mode;
  return (
    <div className={css.stage} data-mode={size ?? 'sound'}>
      <div className={css.bar}>
        <Speaker manifest={manifest} player={player} signs={signs} />
        <div className={css.zoom} role="group" aria-label={t('zoom.label')}>
          <IconButton
            icon={ZoomOut}
            label={t('zoom.out')}
            disabled={times <= 1}
            onClick={() => handle.current?.zoom(1 / 1.5)}
          />
          <IconButton
            icon={ZoomIn}
            label={t('zoom.in')}
            disabled={times >= MOST_ZOOM}
            onClick={() => handle.current?.zoom(1.5)}
          />
          {times > 1 && <IconButton icon={Maximize} label={t('zoom.whole')} onClick={() => handle.current?.zoom(0)} />}
        </div>
      </div>
      <div className={css.place}>
        <div className={css.board}>
          {board.kind === 'ready' && (
            <ReelBoard reel={board.reel} scene={board.scene} player={player} handle={handle} onZoom={setTimes} />
          )}
          {board.kind === 'loading' && <Skeleton rows={3} label={t('board.loading')} />}
        </div>
        {size && <PictureBox {...{ manifest, player, source, size, signs }} onFailed={onNoPictures} />}
      </div>
      <Passing manifest={manifest} player={player} />
    </div>
  );
}

/** What lasts a moment: a piece of the lesson that was lost, a link that is slow. */
function Passing({ manifest, player }: { manifest: Manifest; player: CapsulePlayer }) {
  const { t } = useTranslation('capsule');
  const { state } = usePlayerView(player);
  const at = usePlayerTime(player);
  return (
    <div className={css.passing}>
      {isLost(manifest.gaps, at) && <Banner icon={CloudOff}>{t('trouble.lost')}</Banner>}
      {state === 'waiting' && (
        <Banner icon={Snail} className={css.late ?? ''}>
          {t('trouble.waiting')}
        </Banner>
      )}
    </div>
  );
}
