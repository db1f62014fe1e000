import type { Seat } from '@pluriclasse/shared/signalling/state';
import { CircleDashed, Gauge, Mic, MicOff, RefreshCw, Users, Wifi } from 'lucide-react';
import { Chip } from '../../../components/Chip.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { TalkMeter } from '../../../components/TalkBalance.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLesson, useSites, type SignedSite } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import css from './SiteRow.module.css';
import { useAsk } from './useAsk.tsx';

/** A school in the lesson: its link, its share of the talk, its microphones, its people. */
export function SiteRow({ site }: { site: SignedSite }) {
  const { t } = useTranslation('lesson');
  const { order } = useActs();
  const { session } = useLiveSeat();
  const { seats, floor } = useLesson();
  const taking = useSites().length - floor.watching.length;
  const watches = floor.watching.includes(site.schoolId);
  const { bySchool } = useReadable(session.store.talk);
  const mine = seats.filter(({ schoolId }) => schoolId === site.schoolId);
  const all = [...bySchool].reduce((sum, [id, spoken]) => sum + (floor.watching.includes(id) ? 0 : spoken), 0);
  const share = all > 0 ? (bySchool.get(site.schoolId) ?? 0) / all : 0;
  const [ask, asked] = useAsk();
  const open = mine.some(({ streams }) => streams.some(({ source, paused }) => source === 'microphone' && !paused));
  const text = t('sites.share', { percent: Math.round(share * 100) });
  return (
    <li className={css.row}>
      <SiteMark sign={site.sign} className={css.mark} />
      <div className={css.words}>
        <div className={css.line}>
          <button
            type="button"
            className={css.people}
            title={t('sites.people', { school: site.name })}
            aria-haspopup="dialog"
            onClick={() => ask({ people: site.schoolId })}
          >
            <b>{site.name}</b>
            {mine.length > 0 && <Users aria-hidden />}
          </button>
          <LinkChip seats={mine} />
        </div>
        {watches ? (
          <span className={css.note}>{t('sites.watches')}</span>
        ) : (
          <TalkMeter sign={site.sign} share={share} fair={1 / Math.max(1, taking)} text={text} className={css.meter} />
        )}
      </div>
      <IconButton
        icon={open ? Mic : MicOff}
        label={open ? t('sites.muteSite', { school: site.name }) : t('sites.siteMuted', { school: site.name })}
        disabled={!open}
        onClick={() => order('site:mute', { schoolId: site.schoolId })}
      />
      {asked}
    </li>
  );
}

/** The school's link is its worst seat's: they share one line. */
function LinkChip({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation('lesson');
  if (seats.length === 0)
    return (
      <Chip className={css.chip ?? ''} icon={CircleDashed}>
        {t('sites.notHere')}
      </Chip>
    );
  const big = seats.filter(({ kind }) => kind === 'kit' || kind === 'desk');
  const shown = big.length > 0 ? big : seats;
  if (shown.some(({ presence }) => presence.kind === 'away'))
    return (
      <Chip className={css.chip ?? ''} state="trouble" icon={RefreshCw}>
        {t('sites.away')}
      </Chip>
    );
  if (shown.some(({ link }) => link === 'bad'))
    return (
      <Chip className={css.chip ?? ''} state="slow" icon={Gauge}>
        {t('sites.bad')}
      </Chip>
    );
  if (shown.some(({ link }) => link === 'slow'))
    return (
      <Chip className={css.chip ?? ''} state="slow" icon={Gauge}>
        {t('sites.slow')}
      </Chip>
    );
  return (
    <Chip className={css.chip ?? ''} state="good" icon={Wifi}>
      {t('sites.good')}
    </Chip>
  );
}
