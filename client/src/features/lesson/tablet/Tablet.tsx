import { MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../../components/Dialog.tsx';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson } from '../hooks/useLesson.ts';
import { Announcer } from '../parts/Announcer.tsx';
import { BoardArea } from '../parts/BoardArea.tsx';
import { LessonTitle } from '../parts/LessonTitle.tsx';
import { HandButton } from '../parts/HandButton.tsx';
import { MyTurn } from '../parts/MyTurn.tsx';
import { PupilBanners } from '../parts/PupilBanners.tsx';
import { PupilHead } from '../parts/PupilHead.tsx';
import { Signposts } from '../parts/Signposts.tsx';
import { useFloor } from '../parts/useFloor.ts';
import { WallPanel } from '../parts/WallPanel.tsx';
import css from './Tablet.module.css';

/** Board, signposts and the hand, which is the lowest right corner however the tablet is held. */
export function Tablet() {
  const { t } = useTranslation('lesson');
  const { wall } = useLesson();
  const { turn } = useFloor();
  const [wallOpen, setWallOpen] = useState(false);
  return (
    <div className={css.tablet} data-surface="tablet">
      <PupilHead className={css.head} />
      <main className={css.board}>
        <LessonTitle />
        <BoardArea look="tools" />
        <div className={css.banners}>
          <PupilBanners />
        </div>
      </main>
      <section className={css.foot} aria-label={t('regions.floor')}>
        {turn?.mine ? <MyTurn className={css.turn} /> : <Signposts className={css.signs} named={({ name }) => name} />}
        {wall.open && (
          <Button icon={MessageSquare} className={css.wall} onClick={() => setWallOpen(true)}>
            {t('wall.title')}
          </Button>
        )}
        <HandButton className={css.hand} />
      </section>
      {wallOpen && (
        <Dialog
          title={t('wall.title')}
          wide
          onClose={() => setWallOpen(false)}
          acts={<Button onClick={() => setWallOpen(false)}>{t('banner.dismiss')}</Button>}
        >
          <WallPanel />
        </Dialog>
      )}
      <Announcer />
    </div>
  );
}
