import { CircleStop, LogOut } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useMySeat, useSites } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import css from './DeskHead.module.css';
import { LinkMenu } from './LinkMenu.tsx';

/** What the lesson is, how the link is, and the two ways out. */
export function DeskHead() {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  const { title } = useLesson();
  const me = useMySeat();
  const { session } = useLiveSeat();
  const others = useSites().filter(({ schoolId }) => schoolId !== me.schoolId);
  const [asking, setAsking] = useState(false);
  return (
    <header className={css.head}>
      <div className={css.title}>
        <h1>{title}</h1>
        <p>{t('head.with', { schools: when.list(others.map(({ name }) => name)) })}</p>
      </div>
      <LinkMenu />
      <Button icon={LogOut} onClick={() => void session.leave()}>
        {t('head.leave')}
      </Button>
      <Button kind="danger" icon={CircleStop} onClick={() => setAsking(true)}>
        {t('head.end')}
      </Button>
      {asking && <EndDialog onClose={() => setAsking(false)} />}
    </header>
  );
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  return (
    <Dialog
      title={t('end.title')}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{t('end.stay')}</Button>
          <Button
            kind="danger-full"
            onClick={() => {
              order('lesson:end', {});
              onClose();
            }}
          >
            {t('end.act')}
          </Button>
        </>
      }
    >
      <p>{t('end.words')}</p>
    </Dialog>
  );
}
