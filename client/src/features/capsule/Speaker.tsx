import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { heardAt } from '../../capsule/heard.ts';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { cx } from '../../components/cx.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { siteColour, SiteMark } from '../../components/SiteMark.tsx';
import { TalkBars } from '../../components/TalkBars.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { Signs } from './signs.ts';
import css from './Speaker.module.css';
import { usePlayerTime, usePlayerView } from './useCapsule.ts';

/** Who is heard: filled while one speaks, else the one who spoke last; or that a pupil had the turn. */
export function Speaker({ manifest, player, signs }: { manifest: Manifest; player: CapsulePlayer; signs: Signs }) {
  const { t } = useTranslation('capsule');
  const heard = heardAt(manifest, usePlayerTime(player));
  const { state } = usePlayerView(player);
  if (heard === undefined) return <p className={css.speaker} />;
  const schoolId = heard.kind === 'voice' ? heard.voice.schoolId : heard.schoolId;
  const sign = signs.get(schoolId);
  const speaks = heard.kind === 'voice' && heard.now;
  return (
    <p className={cx(css.speaker, sign && siteColour(sign), speaks && css.speaks)}>
      {sign && <SiteMark sign={sign} reversed={speaks} />}
      {speaks && <TalkBars live={state === 'playing'} />}
      <span className={css.name}>
        {heard.kind === 'voice'
          ? (heard.voice.name ?? t('speaker.gone'))
          : t('speaker.pupil', { school: sign?.name ?? '' })}
        {heard.kind === 'pupil' && <small>{t('speaker.pupilWhy')}</small>}
      </span>
      {speaks && <Hidden> {t('speaker.speaks')}</Hidden>}
    </p>
  );
}
