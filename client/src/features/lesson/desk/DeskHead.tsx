import { CircleStop, LogOut } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useLesson, useMySeat, useSites } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { RecordingSign } from '../parts/RecordingSign.tsx';
import css from './DeskHead.module.css';
import { LinkMenu } from './LinkMenu.tsx';
import { useAsk } from './useAsk.tsx';

/** What the lesson is, how the link is, and the two ways out. */
export function DeskHead() {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  const { title } = useLesson();
  const me = useMySeat();
  const { session } = useLiveSeat();
  const others = useSites().filter(({ schoolId }) => schoolId !== me.schoolId);
  const [ask, asked] = useAsk();
  return (
    <header className={css.head}>
      <div className={css.title}>
        <h1>{title}</h1>
        {others.length > 0 && <p>{t('head.with', { schools: when.list(others.map(({ name }) => name)) })}</p>}
      </div>
      <RecordingSign className={css.recording} />
      <LinkMenu />
      <Button icon={LogOut} onClick={() => void session.leave()}>
        {t('head.leave')}
      </Button>
      <Button kind="danger" icon={CircleStop} onClick={() => ask('end')}>
        {t('head.end')}
      </Button>
      {asked}
    </header>
  );
}
