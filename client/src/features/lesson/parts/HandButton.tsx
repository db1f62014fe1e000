import { Check, Hand } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useWatches } from '../hooks/useLesson.ts';
import css from './HandButton.module.css';
import { useFloor } from './useFloor.ts';

/** A pupil's hand: up, down, or "I am done" while it is the own turn. */
export function HandButton({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { floor } = useLesson();
  const watches = useWatches();
  const { turn, queue } = useFloor();
  const place = queue.findIndex(({ mine }) => mine);
  const mine = queue[place];
  if (turn?.mine)
    return (
      <button
        type="button"
        className={cx(css.hand, className)}
        onClick={() => order('floor:lower', { handId: turn.hand.handId })}
      >
        <Icon of={Check} className={css.icon} />
        <span>{t('hand.done')}</span>
      </button>
    );
  if (mine)
    return (
      <button
        type="button"
        aria-pressed
        className={cx(css.hand, css.up, className)}
        onClick={() => order('floor:lower', { handId: mine.hand.handId })}
      >
        <Icon of={Hand} className={css.icon} />
        <span>{t('hand.lower')}</span>
      </button>
    );
  return (
    <button
      type="button"
      aria-pressed={false}
      disabled={!floor.open || watches}
      className={cx(css.hand, className)}
      onClick={() => order('floor:raise', {})}
    >
      <Icon of={Hand} className={css.icon} />
      <span>{watches ? t('hand.watching') : floor.open ? t('hand.raise') : t('hand.closed')}</span>
    </button>
  );
}
