import { useState, type KeyboardEvent } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import { pieceAt, type PathPiece } from '../../capsule/timeline.ts';
import type { Translate } from '../../lib/translate.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Timeline.module.css';
import { usePlayerView } from './useCapsule.ts';
import { usePieceName } from './usePieceName.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -5_000,
  ArrowDown: -5_000,
  ArrowRight: 5_000,
  ArrowUp: 5_000,
  PageDown: -30_000,
  PageUp: 30_000,
};

export interface TimeHeadProps {
  player: CapsulePlayer;
  /** Where it is drawn: while it is dragged, not where the player is. */
  at: number;
  pieces: readonly PathPiece[];
  list: (words: readonly string[]) => string;
  /** It is moved by keys, or no longer: then the board is seen small at its time, as under a finger. */
  onKeys: (by: boolean) => void;
}

/** The head of the timeline: a slider (WAI-ARIA APG) that says its time in words. */
export function TimeHead({ player, at, pieces, list, onKeys }: TimeHeadProps) {
  const { t } = useTranslation('capsule');
  const said = useSaid(player, at);
  const chapter = usePieceName().nameAt(pieces[pieceAt(pieces, said.at)], said.at);
  const values = { time: spoken(t, said.at, list), all: spoken(t, player.duration, list) };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) player.skip(step);
    else if (event.key === 'Home') player.seek(0);
    else if (event.key === 'End') player.seek(player.duration);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={css.head}
      aria-label={t('timeline.head')}
      aria-valuemin={0}
      aria-valuemax={Math.round(player.duration / 1000)}
      aria-valuenow={Math.floor(said.at / 1000)}
      aria-valuetext={chapter ? t('timeline.valueIn', { ...values, chapter }) : t('timeline.value', values)}
      style={{ left: `${(at / Math.max(1, player.duration)) * 100}%` }}
      onFocus={(event) => {
        said.hold(true);
        onKeys(event.currentTarget.matches(':focus-visible'));
      }}
      onBlur={() => {
        said.hold(false);
        onKeys(false);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/**
 * The time that is told to machines. A screen reader says each change of the slider that has the focus: while it plays,
 * or waits for bytes on its way, these are where one came to it and where one goes with it, and not each second or each
 * wait over the teacher's voice.
 */
function useSaid(player: CapsulePlayer, at: number) {
  const { state, seeks } = usePlayerView(player);
  const goesOn = state === 'playing' || state === 'waiting';
  const [held, setHeld] = useState<{ at: number; seeks: number }>();
  if (held && (held.seeks !== seeks || (!goesOn && held.at !== at)))
    setHeld({ at: goesOn ? player.time() : at, seeks });
  return {
    at: held && goesOn ? held.at : at,
    /** It has the focus now, or no longer. */
    hold: (holds: boolean) => setHeld(holds ? { at: player.time(), seeks } : undefined),
  };
}

/** `16 minutes and 58 seconds` */
function spoken(t: Translate<'capsule'>, ms: number, list: TimeHeadProps['list']): string {
  const all = Math.floor(ms / 1000);
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  return list([
    ...(minutes > 0 ? [t('timeline.minutes', { count: minutes })] : []),
    ...(seconds > 0 || minutes === 0 ? [t('timeline.seconds', { count: seconds })] : []),
  ]);
}
