import type { Voice } from '@pluriclasse/shared/capsule/manifest';
import type { CSSProperties } from 'react';
import { cx } from '../../components/cx.ts';
import { siteColour, SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { Signs } from './signs.ts';
import css from './Timeline.module.css';

/** Where a piece of time lies on a line. */
export const span = ({ from, to }: { from: number; to: number }, duration: number): CSSProperties => ({
  left: `${(from / duration) * 100}%`,
  width: `${((to - from) / duration) * 100}%`,
});

/** A lane for each adult's voice, and for what a screen let sound. A child has none. */
export function Lanes({ voices, duration, signs }: { voices: readonly Voice[]; duration: number; signs: Signs }) {
  const { t } = useTranslation('capsule');
  return (
    <>
      {voices.map((voice) => {
        const sign = signs.get(voice.schoolId);
        const name = voice.name ?? t('speaker.gone');
        const label = voice.source === 'microphone' ? name : t('speaker.screen', { name });
        return (
          <div key={voice.trackId} className={cx(css.lane, sign && siteColour(sign))}>
            <p className={css.label} title={label}>
              {sign && <SiteMark sign={sign} />}
              <span>{label}</span>
            </p>
            <div className={css.heard}>
              {voice.heard.map((stretch) => (
                <i key={stretch.from} style={span(stretch, duration)} />
              ))}
            </div>
          </div>
        );
      })}
    </>
  );
}
