import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReelScene } from '../../capsule/ReelScene.ts';
import { Button } from '../../components/Button.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './CapsulePlayer.module.css';
import { copyPicture, pictureOf, savePicture } from './boardPicture.ts';

/** Takes the board as it is now along, as a picture: by the clipboard, or among the downloads where there is none. */
export function CopyBoard({ scene, title }: { scene: ReelScene; title: string }) {
  const { t } = useTranslation('capsule');
  const [told, setTold] = useState<'copied' | 'saved' | 'copyFailed'>();
  const copy = async () => {
    setTold(undefined);
    try {
      const picture = pictureOf(scene);
      if (await copyPicture(picture)) return setTold('copied');
      savePicture(await picture, `${title} ${t('board.file')}.png`);
      setTold('saved');
    } catch {
      setTold('copyFailed');
    }
  };
  return (
    <div className={css.copy}>
      <Button icon={Copy} wide onClick={() => void copy()}>
        {t('board.copy')}
      </Button>
      <p role="status">{told && t(`board.${told}`)}</p>
    </div>
  );
}
