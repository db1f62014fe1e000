import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { CloudOff, ImageOff, VolumeX } from 'lucide-react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './CapsulePlayer.module.css';
import { usePlayerView } from './useCapsule.ts';

export interface TroublesProps {
  manifest: Manifest;
  player: CapsulePlayer;
  board: BoardState;
  noPictures: boolean;
  onBoard: () => void;
}

/** What stays wrong until somebody does something, below the board: it covers nothing. */
export function Troubles({ manifest, player, board, noPictures, onBoard }: TroublesProps) {
  const { t } = useTranslation('capsule');
  const { lost } = usePlayerView(player);
  const names = manifest.voices
    .filter(({ trackId }) => lost.includes(trackId))
    .map(({ name }) => name ?? t('speaker.gone'));
  const again = (onClick: () => void) => (
    <Button size="dense" onClick={onClick}>
      {t('trouble.retry')}
    </Button>
  );
  if (board.kind !== 'failed' && !noPictures && names.length === 0) return null;
  return (
    <div className={css.troubles}>
      {board.kind === 'failed' && (
        <Banner icon={CloudOff} act={again(onBoard)}>
          {t('board.failed')}
        </Banner>
      )}
      {noPictures && <Banner icon={ImageOff}>{t('mode.failed')}</Banner>}
      {names.length > 0 && (
        <Banner icon={VolumeX} act={again(() => player.retry())}>
          {names.length === manifest.voices.length
            ? t('trouble.voices')
            : t('trouble.voice', { name: names.join(', ') })}
        </Banner>
      )}
    </div>
  );
}
