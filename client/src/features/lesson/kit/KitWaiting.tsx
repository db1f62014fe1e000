import { CircleCheck, CircleDashed, Hourglass } from 'lucide-react';
import { Chip } from '../../../components/Chip.tsx';
import { PlanList } from '../../../components/PlanList.tsx';
import { Scenery } from '../../../components/Scenery.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { signSites } from '../hooks/useLesson.ts';
import { useReadable } from '../hooks/useReadable.ts';
import { useServerNow } from '../hooks/useServerNow.ts';
import { useJoinWhenOpen } from '../parts/ComingIn.tsx';
import { LobbyRecording } from '../parts/LobbyRecording.tsx';
import screen from './screen.module.css';
import css from './KitWaiting.module.css';

/** The hour, the plan, and who is here, each with the own hour. The kit goes in by itself. */
export function KitWaiting({ schoolId }: { schoolId: string }) {
  const { t } = useTranslation('lesson');
  const { t: kit } = useTranslation('kit');
  const when = useWhen();
  const { session } = useLiveSeat();
  const lobby = useReadable(session.lobby);
  const now = useServerNow(session.clock);
  useJoinWhenOpen();
  usePageTitle(lobby?.title ?? t('comingIn.joining'));
  if (!lobby) return null;
  const sites = signSites(lobby.sites);
  const zone = sites.find((site) => site.schoolId === schoolId)?.timeZone;
  const early = lobby.phase === 'early';
  return (
    <main className={`${screen.screen} ${css.wait}`} data-surface="kit">
      <Scenery scene="landscape" className={css.land} />
      <section className={css.hour}>
        <p className={css.lead}>{early ? t('comingIn.startsAt') : kit('open')}</p>
        <p className={css.big}>{when.time(early ? lobby.startsAt : now, zone)}</p>
        <p className={css.soon}>
          <Hourglass aria-hidden />
          {!early
            ? t('comingIn.joining')
            : lobby.startsAt - now < 30_000
              ? kit('soon')
              : when.fromNow(lobby.startsAt, now)}
        </p>
        <LobbyRecording schoolId={schoolId} className={css.recording} />
      </section>
      {lobby.plan.phases.length > 0 && (
        <section className={css.today} aria-label={t('regions.plan')}>
          <h1>{kit('today', { title: lobby.title })}</h1>
          <PlanList
            className={css.plan ?? ''}
            current={-1}
            stops={lobby.plan.phases.map(({ phaseId, title, minutes }) => ({
              key: phaseId,
              title,
              time: t('plan.minutes', { count: minutes }),
            }))}
          />
        </section>
      )}
      <section className={css.who} aria-label={t('regions.sites')}>
        {sites.map((site) => {
          const here = lobby.here.includes(site.schoolId) || site.schoolId === schoolId;
          return (
            <div key={site.schoolId} className={css.post}>
              <SiteMark sign={site.sign} className={css.mark} />
              <p>
                <b>{site.name}</b>
                <span>{when.time(now, site.timeZone)}</span>
              </p>
              <Chip state={here ? 'good' : 'plain'} icon={here ? CircleCheck : CircleDashed} className={css.chip ?? ''}>
                {here ? kit('here') : kit('notYet')}
              </Chip>
            </div>
          );
        })}
      </section>
    </main>
  );
}
