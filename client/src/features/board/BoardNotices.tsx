import { boardClose } from '@pluriclasse/shared/board/closeCodes';
import { CircleCheck, CircleX, CloudOff, LoaderCircle, Lock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BoardStore } from '../../board/BoardStore.ts';
import type { BoardView } from '../../board/BoardView.ts';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Board.module.css';
import { useBoardView } from './useBoardStore.ts';

const SENT_MS = 4_000;
/** A link that is opened anew says nothing before this, in milliseconds. */
const PATIENCE_MS = 1_500;

type Notice = 'connecting' | 'waiting' | 'sent' | 'locked' | 'lockedKept' | 'closed';

/** What the board has to say, over the head of the page: one thing at a time, the most pressing first. */
export function BoardNotices({ store, onAgain }: { store: BoardStore; onAgain: () => void }) {
  const { t } = useTranslation('board');
  const view = useBoardView(store);
  const notice = useNotice(view);
  return (
    <div className={css.notices}>
      {view.refused && (
        <Banner
          state="trouble"
          icon={CircleX}
          act={<Button onClick={() => store.dismiss()}>{t('notices.fine')}</Button>}
        >
          {t(refusals[view.refused])}
        </Banner>
      )}
      {notice === 'closed' ? (
        <Banner state="slow" icon={CloudOff} act={<Button onClick={onAgain}>{t('notices.again')}</Button>}>
          {t(view.link.kind === 'closed' ? closings(view.link.code) : 'notices.closed')}
        </Banner>
      ) : (
        notice && (
          <Banner state={notice === 'sent' ? 'good' : 'slow'} icon={icons[notice]}>
            {t(`notices.${notice}`)}
          </Banner>
        )
      )}
    </div>
  );
}

const icons = {
  connecting: LoaderCircle,
  waiting: CloudOff,
  sent: CircleCheck,
  locked: Lock,
  lockedKept: Lock,
} as const;
const refusals = {
  locked: 'notices.refusedLocked',
  full: 'notices.refusedFull',
  invalid: 'notices.refusedInvalid',
} as const;

function closings(code: number) {
  if (code === boardClose.ended) return 'notices.ended';
  return code === boardClose.replaced ? 'notices.replaced' : 'notices.closed';
}

function useNotice({ link, rights, unsent, caughtUpAt }: BoardView): Notice | undefined {
  const [openedAt] = useState(() => Date.now());
  const sent = useRecently(caughtUpAt, SENT_MS);
  const patient = useRecently(openedAt, PATIENCE_MS);
  if (link.kind === 'closed') return 'closed';
  if (link.kind === 'waiting' || (link.kind === 'connecting' && link.again)) return 'waiting';
  if (link.kind === 'connecting') return patient ? undefined : 'connecting';
  if (rights?.locked && !rights.mayLead) return unsent > 0 ? 'lockedKept' : 'locked';
  return sent ? 'sent' : undefined;
}

/** Whether a moment (epoch milliseconds) is less than so long ago. */
function useRecently(moment: number | undefined, milliseconds: number): boolean {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (moment === undefined) return;
    const timer = setTimeout(() => setNow(Date.now()), moment + milliseconds - Date.now());
    return () => clearTimeout(timer);
  }, [moment, milliseconds]);
  return moment !== undefined && now < moment + milliseconds;
}
