import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { CapsuleSource } from '../../capsule/CapsuleSource.ts';
import { PicturePlayer, type PictureView } from '../../capsule/PicturePlayer.ts';
import type { PictureSize } from '../../capsule/planPictures.ts';
import { cx } from '../../components/cx.ts';
import { Icon } from '../../components/Icon.tsx';
import { siteColour } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './PictureBox.module.css';
import type { Signs } from './signs.ts';

export interface PictureBoxProps {
  manifest: Manifest;
  player: CapsulePlayer;
  source: CapsuleSource;
  size: PictureSize;
  signs: Signs;
  onFailed: () => void;
}

/** The picture of whoever is heard. Where nobody sent one a small box is not there, and a large one says so. */
export function PictureBox({ player, source, size, signs, onFailed }: PictureBoxProps) {
  const { t } = useTranslation('capsule');
  const video = useRef<HTMLVideoElement>(null);
  const [{ shown }, setView] = useState<PictureView>({ shown: undefined, failed: false });
  const failed = useRef(onFailed);
  useEffect(() => {
    failed.current = onFailed;
  });
  useEffect(() => {
    if (!video.current) return;
    const pictures = new PicturePlayer({ video: video.current, player, source, size });
    const look = () => {
      setView(pictures.view.get());
      if (pictures.view.get().failed) failed.current();
    };
    const unsubscribe = pictures.view.subscribe(look);
    return () => {
      unsubscribe();
      pictures.close();
    };
  }, [player, source, size]);
  const sign = shown && signs.get(shown.schoolId);
  return (
    <div className={cx(css.box, css[size], sign && siteColour(sign))} data-shown={shown !== undefined}>
      {/* Silent: the voices are heard by themselves, and captions lie below the board. */}
      <video
        ref={video}
        muted
        playsInline
        disablePictureInPicture
        tabIndex={-1}
        data-source={shown?.source}
        aria-label={t('mode.of', { name: shown?.name ?? t('speaker.gone') })}
      />
      {size === 'large' && shown === undefined && (
        <p className={css.none}>
          <Icon of={ImageOff} />
          {t('mode.none')}
        </p>
      )}
    </div>
  );
}
