import type { ReactNode } from 'react';
import { DoorOpen, LogIn } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import type { OutReason } from '../../live/SessionState.ts';
import { ActsContext, useCreateActs } from './hooks/useActs.ts';
import { InLesson } from './hooks/useLesson.ts';
import { useLiveSeat } from './hooks/LiveSeatContext.tsx';
import { usePage } from './hooks/PageContext.ts';
import { useReadable } from './hooks/useReadable.ts';
import css from './LessonGate.module.css';
import { LobbyRecording } from './parts/LobbyRecording.tsx';

export interface LessonGateProps {
  /** Before one is in. */
  lobby: ReactNode;
  /** In the lesson, also while one comes back into it. */
  children: ReactNode;
  /** In place of the pages below, on a screen that nobody taps. */
  door?: ReactNode;
  out?: (reason: OutReason) => ReactNode;
}

/** Shows where this seat is: lobby, door, lesson, or out of it. */
export function LessonGate({ lobby, children, door, out }: LessonGateProps) {
  const { session } = useLiveSeat();
  const state = useReadable(session.state);
  switch (state.kind) {
    case 'opening':
    case 'lobby':
    case 'joining':
      return lobby;
    case 'at-door':
      return door ?? <AtDoor />;
    case 'in':
    case 'coming-back':
      return <Inside>{children}</Inside>;
    case 'out':
      return out ? out(state.reason) : <Out reason={state.reason} />;
    case 'failed':
      return <Failed error={state.error} />;
  }
}

function Inside({ children }: { children: ReactNode }) {
  const { session } = useLiveSeat();
  const acts = useCreateActs();
  const lesson = useReadable(session.store.lesson);
  const seatId = useReadable(session.store.seatId);
  const me = lesson?.seats.find((seat) => seat.seatId === seatId);
  if (!lesson || !me) return null;
  return (
    <ActsContext value={acts}>
      <InLesson value={{ lesson, me }}>{children}</InLesson>
    </ActsContext>
  );
}

function AtDoor() {
  const { t } = useTranslation('lesson');
  const { session } = useLiveSeat();
  const { onGone } = usePage();
  return (
    <main className={css.page} role="status">
      <EmptyState
        level={1}
        title={t('door.title')}
        acts={
          <>
            <LobbyRecording />
            <Button size="big" icon={DoorOpen} onClick={() => void session.leave().then(onGone)}>
              {t('door.leave')}
            </Button>
          </>
        }
      >
        {t('door.words')}
      </EmptyState>
    </main>
  );
}

const words = {
  left: ['out.left', 'out.leftWords'],
  ended: ['out.ended', 'out.endedWords'],
  'sent-out': ['out.sentOut', 'out.sentOutWords'],
  refused: ['out.refused', 'out.refusedWords'],
  replaced: ['out.replaced', 'out.replacedWords'],
  expired: ['out.expired', 'out.expiredWords'],
} as const;

function Out({ reason }: { reason: OutReason }) {
  const { t } = useTranslation('lesson');
  const { onAgain, onGone } = usePage();
  const [title, sentence] = words[reason];
  return (
    <main className={css.page}>
      <EmptyState
        level={1}
        title={t(title)}
        acts={
          <>
            {reason !== 'ended' && (
              <Button kind="primary" size="big" icon={LogIn} onClick={onAgain}>
                {t('out.again')}
              </Button>
            )}
            <Button size="big" onClick={onGone}>
              {t('out.goBack')}
            </Button>
          </>
        }
      >
        {t(sentence)}
      </EmptyState>
    </main>
  );
}

function Failed({ error }: { error: unknown }) {
  const { t } = useTranslation('lesson');
  const { t: common } = useTranslation('common');
  const { onAgain } = usePage();
  return (
    <main className={css.page}>
      <ErrorState level={1} title={t('failed.title')} retry={{ word: common('tryAgain'), onRetry: onAgain }}>
        {errorText(common, error)}
      </ErrorState>
    </main>
  );
}
