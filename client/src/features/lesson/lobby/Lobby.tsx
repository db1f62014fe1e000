import { CircleDot, Clock, LogIn, VideoOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { Hidden } from '../../../components/Hidden.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { SiteTile } from '../../../components/SiteTile.tsx';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useWhen } from '../../../lib/when.ts';
import type { OwnStream } from '../../../live/media/OwnMedia.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { signSites } from '../hooks/useLesson.ts';
import { usePage } from '../hooks/PageContext.ts';
import { useReadable } from '../hooks/useReadable.ts';
import { useServerNow } from '../hooks/useServerNow.ts';
import { useLobbyRecording } from '../parts/LobbyRecording.tsx';
import { Video } from '../pictures/Video.tsx';
import { CheckRow } from './CheckRow.tsx';
import css from './Lobby.module.css';
import { cameraRow, microphoneRow, routeRow, speedRow, useSpeakerRow } from './rows.tsx';
import { useLasting } from './useLasting.ts';
import { useMicrophoneCheck } from './useMicrophoneCheck.ts';
import { useWayCheck } from './useWayCheck.ts';

export interface LobbyProps {
  /** One's own school, to say who else is here. */
  schoolId: string | undefined;
}

/** Old webcams need seconds to start; one that another program holds may open and never give a picture. */
const PICTURE_WITHIN_MS = 5_000;

/** Before the lesson: five things that are looked at, oneself, who is here, and one button. */
export function Lobby({ schoolId }: LobbyProps) {
  const { t } = useTranslation('lobby');
  const { own, session, kind } = useLiveSeat();
  const opened = useReadable(own.stream('camera'));
  const [seen, setSeen] = useState(false);
  const dark = useLasting(opened.kind === 'on' && !seen, PICTURE_WITHIN_MS);
  const camera: OwnStream = dark ? { kind: 'failed', why: 'other' } : opened;
  const lobby = useReadable(session.lobby);
  usePageTitle(lobby?.title ?? t('before'));
  const microphone = useMicrophoneCheck();
  const way = useWayCheck();
  const speaker = useSpeakerRow(t);
  const sends = kind === 'desk' || kind === 'kit';
  const rows = [
    ...(sends ? [cameraRow(t, camera, () => void own.openCamera())] : []),
    microphoneRow(t, microphone),
    speaker,
    routeRow(t, way),
    speedRow(t, way),
  ];
  const troubles = rows.filter(({ verdict }) => verdict === 'trouble').length;
  const title = rows.some((row) => row !== speaker && row.verdict === 'asking')
    ? t('title.checking')
    : troubles > 0
      ? t('title.trouble', { count: troubles })
      : rows.some(({ verdict }) => verdict === 'slow')
        ? t('title.slow')
        : t('title.ready');
  const site = lobby && signSites(lobby.sites).find((one) => one.schoolId === schoolId);
  const recorded = useLobbyRecording(schoolId);
  return (
    <main className={css.lobby} data-surface={kind === 'home' ? 'home' : undefined}>
      <Paper className={css.checks}>
        <p className={css.before}>{t('before')}</p>
        <h1>{title}</h1>
        <ul className={css.rows}>
          {rows.map((row) => (
            <CheckRow key={row.title} {...row} />
          ))}
        </ul>
      </Paper>
      <aside className={css.aside}>
        {sends && site && (
          <SiteTile sign={site.sign} label={t('you')} caption={t('you')} className={css.mirror}>
            <Video stream={opened.kind === 'on' ? opened.stream : undefined} mirrored onPicture={setSeen} />
            {camera.kind !== 'on' && (
              <div className={css.noCamera}>
                <Icon of={VideoOff} />
                <p>{t('noCamera')}</p>
              </div>
            )}
          </SiteTile>
        )}
        <JoinPaper schoolId={schoolId} troubled={troubles > 0} recorded={recorded} />
        <Hidden>
          <span role="status">{recorded}</span>
        </Hidden>
      </aside>
    </main>
  );
}

interface JoinPaperProps extends LobbyProps {
  troubled: boolean;
  /** That it is recorded, and since when. */
  recorded: string | undefined;
}
function JoinPaper({ schoolId, troubled, recorded }: JoinPaperProps) {
  const { t } = useTranslation('lobby');
  const when = useWhen();
  const { session, own, kind } = useLiveSeat();
  const { onGone } = usePage();
  const lobby = useReadable(session.lobby);
  const state = useReadable(session.state);
  const muted = useReadable(own.muted);
  const now = useServerNow(session.clock);
  if (!lobby) return <Paper className={css.lesson}>{null}</Paper>;
  const others = signSites(lobby.sites).filter((site) => site.schoolId !== schoolId);
  const joining = state.kind === 'joining';
  const time = when.time(lobby.startsAt);
  return (
    <Paper className={css.lesson}>
      {lobby.phase === 'early' && (
        <Chip state="now" icon={Clock}>
          {t('startsIn', { when: when.fromNow(lobby.startsAt, now), time })}
        </Chip>
      )}
      {lobby.phase === 'open' && (
        <Chip state="now" icon={Clock}>
          {t('openNow')}
        </Chip>
      )}
      <h2>{lobby.title}</h2>
      {others.length > 0 && <p>{t('with', { schools: when.list(others.map(({ name }) => name)) })}</p>}
      <ul className={css.here}>
        {others.map((site) => (
          <li key={site.schoolId}>
            <SiteMark sign={site.sign} />
            {t(lobby.here.includes(site.schoolId) ? 'isHere' : 'notHere', { school: site.name })}
          </li>
        ))}
      </ul>
      {recorded && (
        <div className={css.recorded}>
          <Chip state="recording" icon={CircleDot}>
            {recorded}
          </Chip>
          <p>{t(kind === 'desk' ? 'recordedYou' : 'recordedNotYou')}</p>
        </div>
      )}
      <Button
        kind="primary"
        size="big"
        wide
        icon={LogIn}
        busy={joining}
        disabled={lobby.phase !== 'open'}
        className={css.join}
        onClick={() => session.join()}
      >
        {t('join')}
      </Button>
      <p className={css.note} role="status">
        {lobby.phase === 'ended'
          ? t('ended')
          : lobby.phase === 'early'
            ? t('early', { time })
            : joining
              ? t('joining')
              : troubled
                ? t('stillJoin')
                : muted
                  ? t('muted')
                  : ''}
      </p>
      {kind === 'home' && (
        <Button wide onClick={onGone}>
          {t('notNow')}
        </Button>
      )}
    </Paper>
  );
}
