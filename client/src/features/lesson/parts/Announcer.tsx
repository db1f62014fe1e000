import { Hidden } from '../../../components/Hidden.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson } from '../hooks/useLesson.ts';
import { useFloor } from './useFloor.ts';

/** Tells screen readers whose turn it is and which phase runs. Voices are never told. */
export function Announcer() {
  const { t } = useTranslation('lesson');
  const { turn } = useFloor();
  const { plan } = useLesson();
  const phase = plan.phases[plan.current];
  return (
    <Hidden>
      <span role="status">
        {turn ? t('floor.announceTurn', { name: turn.name, school: turn.site.name }) : t('floor.announceEnd')}
      </span>
      <span role="status">{phase && t('plan.nowPhase', { title: phase.title })}</span>
    </Hidden>
  );
}
