import type { Captions } from '@pluriclasse/shared/capsule/captions';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { cuesAt } from '../../capsule/captions.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './CaptionLine.module.css';
import { usePlayerTime } from './useCapsule.ts';

/** What is said, below the board: it covers no drawing, and its place is there while nobody speaks. */
export function CaptionLine({ player, captions }: { player: CapsulePlayer; captions: Captions }) {
  const { t } = useTranslation('capsule');
  const at = usePlayerTime(player);
  return (
    <section className={css.line} aria-label={t('captions.label')}>
      <div lang={captions.language}>
        {cuesAt(captions.cues, at).map(({ from, speaker, text }) => (
          <p key={`${from} ${speaker} ${text}`}>
            {speaker !== null && <b>{t('captions.says', { name: speaker })} </b>}
            {text}
          </p>
        ))}
      </div>
    </section>
  );
}
