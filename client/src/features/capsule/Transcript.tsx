import type { CaptionCue } from '@pluriclasse/shared/capsule/captions';
import { memo, useMemo, useState } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { CaptionsState } from '../../capsule/captions.ts';
import { timeText } from '../../capsule/timeline.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useRoving } from '../../components/useRoving.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Transcript.module.css';
import { useCueNow } from './useCueNow.ts';
import { useFollow } from './useFollow.ts';

export interface TranscriptProps {
  player: CapsulePlayer;
  captions: CaptionsState;
  onRetry: () => void;
}

/** All that is said, each a way to its moment; it goes along with the sound. */
export function Transcript({ player, captions, onRetry }: TranscriptProps) {
  const { t } = useTranslation('capsule');
  const { t: common } = useTranslation('common');
  if (captions.kind === 'ready') {
    const { cues, language } = captions.captions;
    return <Said player={player} cues={cues} language={language} />;
  }
  if (captions.kind !== 'failed') return <Skeleton rows={4} label={common('loading')} />;
  return (
    <div className={css.failed}>
      <p role="status">{t('transcript.failed')}</p>
      <Button onClick={onRetry}>{t('trouble.retry')}</Button>
    </div>
  );
}

interface SaidProps {
  player: CapsulePlayer;
  cues: readonly CaptionCue[];
  language: string;
}

function Said({ player, cues, language }: SaidProps) {
  const { t } = useTranslation('capsule');
  const [sought, setSought] = useState('');
  const now = useCueNow(player, cues);
  const found = useMemo(() => {
    const wanted = plain(sought.trim());
    return cues.flatMap((cue, n) => (plain(`${cue.speaker ?? ''} ${cue.text}`).includes(wanted) ? [n] : []));
  }, [cues, sought]);
  const roving = useRoving<HTMLOListElement>();
  useFollow(roving.ref, `[data-cue="${now}"]`, now);
  // One place in the tab order: where one is, or else the first of what is shown.
  const entry = found.includes(now) ? now : found[0];
  return (
    <div className={css.said}>
      <TextField
        label={t('transcript.search')}
        labelHidden
        placeholder={t('transcript.search')}
        type="search"
        autoComplete="off"
        value={sought}
        maxLength={60}
        onChange={setSought}
      />
      <p role="status" className={css.count}>
        {sought.trim() !== '' && t('transcript.found', { count: found.length })}
      </p>
      <ol {...roving} className={css.cues} aria-label={t('transcript.title')}>
        {found.map((n) => {
          const cue = cues[n];
          return (
            cue && <Cue key={n} n={n} cue={cue} isNow={n === now} isEntry={n === entry} {...{ language, player }} />
          );
        })}
      </ol>
    </div>
  );
}

interface CueProps {
  n: number;
  cue: CaptionCue;
  isNow: boolean;
  isEntry: boolean;
  language: string;
  player: CapsulePlayer;
}

/** There may be thousands, and the present one moves: the others are not drawn anew. */
const Cue = memo(function Cue({ n, cue: { from, speaker, text }, isNow, isEntry, language, player }: CueProps) {
  const { t } = useTranslation('capsule');
  return (
    <li>
      <button
        type="button"
        data-roving
        data-cue={n}
        tabIndex={isEntry ? 0 : -1}
        aria-current={isNow ? 'true' : undefined}
        onClick={() => player.seek(from)}
      >
        <span lang={language}>
          {speaker !== null && <b>{t('captions.says', { name: speaker })} </b>}
          {text}
        </span>
        <span className={css.time}>{timeText(from)}</span>
      </button>
    </li>
  );
});

/** Letters as one looks for them: without capitals and accents. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
