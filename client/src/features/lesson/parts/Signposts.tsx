import type { ReactNode } from 'react';
import { Signpost } from '../../../components/Signpost.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useSchoolSpeaking, useWatches } from '../hooks/useLesson.ts';
import { useFloor, type ShownHand } from './useFloor.ts';
import css from './Signposts.module.css';

export interface SignpostsProps {
  className?: string | undefined;
  /** How a hand's owner is named on this surface. */
  named: (shown: ShownHand) => ReactNode;
  end?: (shown: ShownHand, kind: 'speaking' | 'next') => ReactNode;
}

/** Who speaks and who is next. Their places stay when nobody does. */
export function Signposts({ className, named, end }: SignpostsProps) {
  const { t } = useTranslation('lesson');
  const { turn, queue } = useFloor();
  const watches = useWatches();
  const live = useSchoolSpeaking(turn?.hand.schoolId);
  const [next] = queue;
  return (
    <div className={className}>
      {turn ? (
        <Signpost
          kind="speaking"
          sign={turn.site.sign}
          avatar={turn.avatar}
          word={t('floor.speaking')}
          live={live}
          name={named(turn)}
          end={end?.(turn, 'speaking')}
        />
      ) : (
        <p className={css.empty}>{t('floor.nobody')}</p>
      )}
      {next ? (
        <Signpost
          kind="next"
          sign={next.site.sign}
          avatar={next.avatar}
          word={t('floor.next')}
          name={named(next)}
          end={end?.(next, 'next')}
        />
      ) : (
        <p className={css.empty}>{watches ? t('hand.watching') : t('floor.nobodyNext')}</p>
      )}
    </div>
  );
}
