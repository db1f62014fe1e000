import { Captions, Ear, Gauge, Keyboard, Pause, Play, RotateCcw, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { rates, type CapsulePlayer, type Rate } from '../../capsule/CapsulePlayer.ts';
import { timeText } from '../../capsule/timeline.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Controls.module.css';
import { modes, type Mode } from './Stage.tsx';
import { usePlayerTime, usePlayerView } from './useCapsule.ts';

export interface ControlsProps {
  player: CapsulePlayer;
  /** Not given where this browser shows no pictures, or there are none. */
  mode: { value: Mode; onChange: (mode: Mode) => void } | undefined;
  /** Not given where nobody has written down what is said. */
  captions: { shown: boolean; onChange: (shown: boolean) => void } | undefined;
  onKeys: () => void;
  acts: ReactNode;
}

/** Back, play, the time, how fast, and what to see. */
export function Controls({ player, mode, captions, onKeys, acts }: ControlsProps) {
  const { t } = useTranslation('capsule');
  const { state, rate } = usePlayerView(player);
  const plays = state === 'playing' || state === 'waiting';
  const word = plays ? t('pause') : state === 'ended' ? t('again') : t('play');
  return (
    <div className={css.controls}>
      <Button
        size="big"
        icon={RotateCcw}
        className={css.back}
        aria-label={t('backSeconds')}
        onClick={() => player.skip(-5_000)}
      >
        {t('seconds')}
      </Button>
      <button type="button" className={css.play} aria-label={word} title={word} onClick={() => player.toggle()}>
        <Icon of={plays ? Pause : Play} />
      </button>
      <Time player={player} />
      <Choice
        icon={Gauge}
        label={t('speed.label')}
        value={`${rate}`}
        options={rates.map((one) => [`${one}`, t('speed.times', { rate: one })])}
        // Only the options' own values can be chosen.
        onChange={(value) => player.setRate(Number(value) as Rate)}
        className={css.speed}
      />
      {mode && (
        <Choice
          icon={Ear}
          label={t('mode.label')}
          value={mode.value}
          options={modes.map((one) => [one, t(`mode.${one}`)])}
          // As above.
          onChange={(value) => mode.onChange(value as Mode)}
        />
      )}
      {captions && (
        <Button
          size="big"
          icon={Captions}
          on={captions.shown}
          aria-pressed={captions.shown}
          onClick={() => captions.onChange(!captions.shown)}
        >
          {t('captions.label')}
        </Button>
      )}
      <span className={css.keys}>
        <IconButton icon={Keyboard} label={t('keys.open')} onClick={onKeys} />
      </span>
      {acts && <div className={css.acts}>{acts}</div>}
    </div>
  );
}

function Time({ player }: { player: CapsulePlayer }) {
  const at = usePlayerTime(player);
  return (
    <p className={css.time}>
      <b>{timeText(at)}</b> <span>/ {timeText(player.duration)}</span>
    </p>
  );
}

interface ChoiceProps {
  icon: LucideIcon;
  label: string;
  value: string;
  options: readonly (readonly [value: string, word: string])[];
  onChange: (value: string) => void;
  className?: string | undefined;
}

/** The browser's own list, drawn as a button: it works by keyboard, by touch and for screen readers everywhere. */
function Choice({ icon, label, value, options, onChange, className }: ChoiceProps) {
  return (
    <span className={`${css.choice} ${className ?? ''}`}>
      <Icon of={icon} />
      <select aria-label={label} title={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </span>
  );
}
