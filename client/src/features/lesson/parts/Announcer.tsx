import { useEffect, useState } from 'react';
import { Hidden } from '../../../components/Hidden.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson } from '../hooks/useLesson.ts';
import { useRecordingWords } from './RecordingSign.tsx';
import { useFloor } from './useFloor.ts';

/** Tells screen readers whose turn it is, which phase runs, and whether it is recorded. Voices are never told. */
export function Announcer() {
  const { t } = useTranslation('lesson');
  const { turn } = useFloor();
  const { plan } = useLesson();
  const phase = plan.phases[plan.current];
  const sign = useRecordingWords();
  const [wasOn, setWasOn] = useState(false);
  if (sign !== undefined && !wasOn) setWasOn(true);
  // A region that comes with its words is not read out: whoever joins late hears that it is recorded.
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHeard(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Hidden>
      <span role="status">
        {turn ? t('floor.announceTurn', { name: turn.name, school: turn.site.name }) : t('floor.announceEnd')}
      </span>
      <span role="status">{phase && t('plan.nowPhase', { title: phase.title })}</span>
      <span role="status">{heard && (sign ?? (wasOn && t('record.ended')))}</span>
    </Hidden>
  );
}
