import { LogOut, Volume2 } from 'lucide-react';
import { Button } from '../../../components/Button.tsx';
import { cx } from '../../../components/cx.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson, useMySeat, useSite } from '../hooks/useLesson.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { Announcer } from '../parts/Announcer.tsx';
import { BoardArea } from '../parts/BoardArea.tsx';
import { LessonTitle } from '../parts/LessonTitle.tsx';
import { RecordingSign } from '../parts/RecordingSign.tsx';
import { PictureTile } from '../pictures/PictureTile.tsx';
import { More } from '../pictures/More.tsx';
import { useTiles, type Place } from '../pictures/useTiles.ts';
import css from './Kit.module.css';
import { KitBand } from './KitBand.tsx';
import { KitNotice } from './KitNotice.tsx';
import screen from './screen.module.css';
import { useTap } from './useTap.ts';

const places: Record<string, string | undefined> = { stage: css.stage, 0: css.first, 1: css.second, 2: css.third };
const placeClass = (place: Place) => cx(css.tile, places[place]);

/** The other classroom large, the board beside it, or the other way round; the band never moves. */
export function Kit() {
  const { t } = useTranslation('lesson');
  const { t: kit } = useTranslation('kit');
  const { seats, recording } = useLesson();
  const me = useMySeat();
  const site = useSite();
  const lost = seats.find(
    ({ kind, presence, schoolId }) => kind !== 'companion' && presence.kind === 'away' && schoolId !== me.schoolId,
  );
  const away = lost && site(lost.schoolId).name;
  const { session, sound } = useLiveSeat();
  const blocked = useReadable(sound.blocked);
  const target = useReadable(useLiveSeat().stage.target);
  // A screen or a document takes the stage as a board does: three people beside it instead of two and the board.
  const people = target.kind === 'nobody' || (target.kind === 'picture' && target.source === 'camera');
  const { tiles, more } = useTiles(people ? 2 : 3);
  const tapped = useTap();
  return (
    <div className={screen.screen} data-surface="kit">
      <main className={cx(css.kit, people ? css.people : css.board, recording.kind === 'on' && css.recorded)}>
        <LessonTitle />
        <section className={css.pictures} aria-label={t('regions.stage')}>
          {tiles.map((tile) => (
            <PictureTile key={tile.key} tile={tile} className={placeClass(tile.place)} />
          ))}
          {target.kind === 'nobody' && (
            <p className={cx(css.stage, css.alone)}>{away ? kit('placeKept', { school: away }) : kit('alone')}</p>
          )}
          <div
            className={cx(
              css.boardPlace,
              target.kind === 'board' && css.stage,
              target.kind === 'picture' && !people && css.hidden,
            )}
          >
            <BoardArea look="look" />
          </div>
          <More tiles={more} className={css.more} />
          <RecordingSign className={css.recording} />
          <KitNotice className={css.notice} />
        </section>
        <KitBand />
      </main>
      {blocked && (
        <Button kind="primary" icon={Volume2} className={screen.tap ?? ''} onClick={() => void sound.unblock()}>
          {kit('sound')}
        </Button>
      )}
      {tapped && (
        <Button icon={LogOut} className={screen.leave ?? ''} onClick={() => void session.leave()}>
          {kit('leave')}
        </Button>
      )}
      <Announcer />
    </div>
  );
}
