import { RefreshCw, Gauge } from 'lucide-react';
import { Banner } from '../../../components/Banner.tsx';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import css from './KitNotice.module.css';

/** Who has trouble, in one sentence that a class can read from its desks. */
export function KitNotice({ className }: { className: string | undefined }) {
  const { t } = useTranslation('lesson');
  const { t: kit } = useTranslation('kit');
  const { session } = useLiveSeat();
  const state = useReadable(session.state);
  const level = useReadable(session.store.level);
  const { seats } = useLesson();
  const me = useMySeat();
  const site = useSite();
  const away = seats.find(
    ({ kind, presence, schoolId }) => kind === 'kit' && presence.kind === 'away' && schoolId !== me.schoolId,
  );
  return (
    <div className={cx(css.notice, className)}>
      {state.kind === 'coming-back' ? (
        <Banner state="trouble" icon={RefreshCw}>
          {kit('lost', { n: state.attempt })} {kit('lostWords')}
        </Banner>
      ) : (
        <>
          {level.actual !== level.chosen && (
            <Banner icon={Gauge}>{level.actual === 'sound' ? t('banner.narrow') : t('banner.narrowStage')}</Banner>
          )}
          {away && <Banner icon={RefreshCw}>{kit('placeKept', { school: site(away.schoolId).name })}</Banner>}
        </>
      )}
    </div>
  );
}
