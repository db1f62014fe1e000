import { useState } from 'react';
import { cx } from '../../../components/cx.ts';
import { usePageTitle } from '../../../lib/usePageTitle.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { Announcer } from '../parts/Announcer.tsx';
import { BoardArea } from '../parts/BoardArea.tsx';
import { useLesson } from '../hooks/useLesson.ts';
import { PictureTile } from '../pictures/PictureTile.tsx';
import { More } from '../pictures/More.tsx';
import { useTiles, type Place } from '../pictures/useTiles.ts';
import css from './Desk.module.css';
import { DeskBanners } from './DeskBanners.tsx';
import { DeskFloor } from './DeskFloor.tsx';
import { DeskHead } from './DeskHead.tsx';
import { DeskPlan } from './DeskPlan.tsx';
import { DeskSites, type SidePanel } from './DeskSites.tsx';
import { DeskTools } from './DeskTools.tsx';

const places: Record<string, string | undefined> = {
  stage: css.onStage,
  0: css.first,
  1: css.second,
  2: css.third,
  3: css.fourth,
};
const placeClass = (place: Place) => places[place];

/** The teacher's surface: plan and clock, stage, floor, sites. */
export function Desk() {
  const { t } = useTranslation('lesson');
  const { title } = useLesson();
  const [panel, setPanel] = useState<SidePanel>('sites');
  const { target, tiles, more } = useTiles(4);
  const board = target.kind === 'board';
  // Once opened it stays, so that showing it again is instant and nothing drawn waits for a link.
  const [boardOpened, setBoardOpened] = useState(board);
  if (board && !boardOpened) setBoardOpened(true);
  usePageTitle(title);
  return (
    <div className={css.desk}>
      <DeskHead />
      <DeskPlan />
      <main className={css.middle}>
        <section className={cx(css.pictures, board && css.withBoard)} aria-label={t('regions.stage')}>
          {boardOpened && (
            <div className={board ? css.onStage : css.away}>
              <BoardArea look="tools" />
            </div>
          )}
          {target.kind === 'nobody' && <p className={cx(css.onStage, css.alone)}>{t('head.alone')}</p>}
          {tiles.map((tile) => (
            <PictureTile key={tile.key} tile={tile} className={placeClass(tile.place)} />
          ))}
          <More tiles={more} className={css.more} />
          <DeskBanners className={css.banners} />
        </section>
        <DeskTools panel={panel} onPanel={setPanel} />
      </main>
      <aside className={css.right}>
        <DeskFloor />
        <DeskSites panel={panel} onPanel={setPanel} />
      </aside>
      <Announcer />
    </div>
  );
}
