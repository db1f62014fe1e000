import { RefreshCw, VideoOff, Volume2, type LucideIcon } from 'lucide-react';
import { memo, useState, type ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import type { SiteSign } from '../../../components/siteSign.ts';
import { SiteMark, siteColour } from '../../../components/SiteMark.tsx';
import { SiteTile } from '../../../components/SiteTile.tsx';
import { TalkBars } from '../../../components/TalkBars.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { streamKey } from '../../../live/media/RemoteStreams.ts';
import { nameOf } from '../nameOf.ts';
import { useMySeat, useSeatSpeaking, useSite } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable, useSelected } from '../hooks/useReadable.ts';
import css from './PictureTile.module.css';
import type { PlacedTile } from './useTiles.ts';
import { Video } from './Video.tsx';

/** A seat's picture where the surface puts it: `places` gives the class of each place. */
export const PictureTile = memo(function PictureTile({
  tile,
  className,
}: {
  tile: PlacedTile;
  className: string | undefined;
}) {
  const { t } = useTranslation('lesson');
  const { session, own } = useLiveSeat();
  const me = useMySeat();
  const site = useSite()(tile.seat.schoolId);
  const { seat, source, place } = tile;
  const mine = seat.seatId === me.seatId;
  const stage = place === 'stage';
  const speaking = useSeatSpeaking(seat.seatId) && source === 'camera';
  const remote = useSelected(session.remote.all, (streams) => streams.get(streamKey(seat.seatId, source))?.stream);
  const captured = useReadable(own.stream(source));
  const level = useSelected(session.store.level, ({ actual }) => actual);
  const [arrived, setArrived] = useState(false);
  const stream = mine ? (captured.kind === 'on' ? captured.stream : undefined) : remote;
  const quiet = whyQuiet();

  function whyQuiet(): { icon: LucideIcon; word: ReactNode } | undefined {
    if (seat.presence.kind === 'away')
      return {
        icon: RefreshCw,
        word:
          stage || me.kind === 'kit' ? (
            <>
              {t('tile.comingBack')}
              <br />
              <span className={css.kept}>{t('tile.placeKept')}</span>
            </>
          ) : (
            t('tile.comingBack')
          ),
      };
    if (!mine && (level === 'sound' || (level === 'stage' && !stage)))
      return { icon: Volume2, word: t('tile.soundOnly') };
    const sent = mine ? stream !== undefined : seat.streams.some((one) => one.source === source && !one.paused);
    if (!sent) return { icon: VideoOff, word: t('tile.cameraOff') };
    return stream === undefined || !arrived ? { icon: VideoOff, word: t('tile.noPicture') } : undefined;
  }

  const who = nameOf(seat.occupant);
  const caption =
    source === 'screen'
      ? t(mine ? 'tile.showsYourScreen' : 'tile.showsScreen', { name: who })
      : source === 'document'
        ? t(mine ? 'tile.showsYourDocument' : 'tile.showsDocument', { name: who })
        : seat.kind === 'kit'
          ? seat.schoolId === me.schoolId
            ? t('ourRoom')
            : site.name
          : mine
            ? t('you')
            : who;
  const label =
    source === 'camera'
      ? seat.kind === 'kit'
        ? t('tile.kit', { school: site.name })
        : t(mine ? 'tile.deskYou' : 'tile.desk', { school: site.name, name: who })
      : t(source === 'screen' ? 'tile.screen' : 'tile.document', { school: site.name, name: who });
  const microphone = seat.streams.find((one) => one.source === 'microphone');
  const muted = source === 'camera' && (microphone === undefined || microphone.paused) ? t('tile.muted') : undefined;
  const soundOnly = quiet?.icon === Volume2;

  return (
    <SiteTile
      sign={site.sign}
      label={label}
      caption={caption}
      speaking={speaking}
      muted={speaking ? undefined : muted}
      quiet={soundOnly && stage ? undefined : quiet}
      className={cx(css.tile, stage && css.stage, place === 'nowhere' && css.nowhere, className)}
    >
      <Video
        stream={stream}
        shows={mine ? undefined : { seatId: seat.seatId, source, stage }}
        mirrored={mine && source === 'camera' && seat.kind === 'desk'}
        whole={source !== 'camera'}
        onPicture={setArrived}
      />
      {soundOnly && stage && <SoundOnly sign={site.sign} name={caption} speaking={speaking} />}
    </SiteTile>
  );
});

/** The stage without a picture: mark, name and voice, large. */
function SoundOnly({ sign, name, speaking }: { sign: SiteSign; name: string; speaking: boolean }) {
  const { t } = useTranslation('lesson');
  return (
    <div className={cx(css.soundOnly, siteColour(sign))}>
      <SiteMark sign={sign} className={css.bigMark} />
      <b className={css.bigName}>{name}</b>
      <p className={css.voice}>
        {speaking && <TalkBars />} {t(speaking ? 'tile.speakingSoundOnly' : 'tile.soundOnly')}
      </p>
    </div>
  );
}
