import { Avatar } from '../../../components/Avatar.tsx';
import { cx } from '../../../components/cx.ts';
import { TalkBars } from '../../../components/TalkBars.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useMySeat, useSchoolSpeaking } from '../hooks/useLesson.ts';
import css from './MyTurn.module.css';

/** Sun in the signposts' place: it is this pupil's turn. */
export function MyTurn({ className }: { className?: string | undefined }) {
  const { t } = useTranslation('lesson');
  const me = useMySeat();
  const live = useSchoolSpeaking(me.schoolId);
  return (
    <div className={cx(css.turn, className)}>
      {me.occupant.kind === 'pupil' && <Avatar avatar={me.occupant.avatar} className={css.avatar} />}
      <div className={css.words}>
        <p className={css.big}>{t('hand.yourTurn')}</p>
        <p className={css.small}>{me.kind === 'home' ? t('hand.yourTurnHome') : t('hand.yourTurnRoom')}</p>
      </div>
      <TalkBars live={live} className={css.bars ?? ''} />
    </div>
  );
}
