import { Clock } from 'lucide-react';
import { useEffect } from 'react';
import { Chip } from '../../../components/Chip.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { signSites } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { useServerNow } from '../hooks/useServerNow.ts';
import css from './ComingIn.module.css';
import { LobbyRecording } from './LobbyRecording.tsx';

/** Joins by itself as soon as the lesson is open. */
export function useJoinWhenOpen(): void {
  const { session } = useLiveSeat();
  const lobby = useReadable(session.lobby);
  const { kind } = useReadable(session.state);
  const ready = lobby?.phase === 'open' && kind === 'lobby';
  useEffect(() => {
    if (ready) session.join();
  }, [ready, session]);
}

/** The moment before a pupil is in: what comes, and when. */
export function ComingIn() {
  const { t } = useTranslation('lesson');
  const when = useWhen();
  const { session } = useLiveSeat();
  const lobby = useReadable(session.lobby);
  const now = useServerNow(session.clock);
  useJoinWhenOpen();
  const early = lobby?.phase === 'early';
  return (
    <main className={css.page} data-surface="tablet" role="status">
      <EmptyState
        level={1}
        title={lobby?.title ?? t('comingIn.joining')}
        signs={lobby ? signSites(lobby.sites).map(({ sign }) => sign) : []}
        acts={
          <>
            {early && (
              <Chip state="now" icon={Clock}>
                {when.time(lobby.startsAt)} · {when.fromNow(lobby.startsAt, now)}
              </Chip>
            )}
            <LobbyRecording />
          </>
        }
      >
        {early ? t('comingIn.startsAt') : lobby?.phase === 'ended' ? t('out.ended') : t('comingIn.joining')}
      </EmptyState>
    </main>
  );
}
