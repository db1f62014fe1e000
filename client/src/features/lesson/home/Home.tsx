import { Eye, LogOut, Mic, MicOff, Pencil } from 'lucide-react';
import { useState } from 'react';
import { SiteMark } from '../../../components/SiteMark.tsx';
import { ToolButton } from '../../../components/ToolButton.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useActs } from '../hooks/useActs.ts';
import { useLiveSeat } from '../hooks/LiveSeatContext.tsx';
import { useReadable } from '../hooks/useReadable.ts';
import { Announcer } from '../parts/Announcer.tsx';
import { BoardArea } from '../parts/BoardArea.tsx';
import { LessonTitle } from '../parts/LessonTitle.tsx';
import { HandButton } from '../parts/HandButton.tsx';
import { MyTurn } from '../parts/MyTurn.tsx';
import { PupilBanners } from '../parts/PupilBanners.tsx';
import { PupilHead } from '../parts/PupilHead.tsx';
import { Signposts } from '../parts/Signposts.tsx';
import { useFloor } from '../parts/useFloor.ts';
import css from './Home.module.css';

/** Clock and path, board, signposts, four big buttons. */
export function Home() {
  const { t } = useTranslation('lesson');
  const { own, session } = useLiveSeat();
  const { attempt } = useActs();
  const muted = useReadable(own.muted);
  const { turn } = useFloor();
  const [drawing, setDrawing] = useState(false);
  return (
    <div className={css.home} data-surface="home">
      <PupilHead stacked />
      <main className={css.board}>
        <LessonTitle />
        <BoardArea look={drawing ? 'tools' : 'look'} />
        <div className={css.banners}>
          <PupilBanners />
        </div>
      </main>
      <section aria-label={t('regions.floor')} className={css.floor}>
        {turn?.mine ? (
          <MyTurn className={css.turn} />
        ) : (
          <Signposts
            className={css.signs}
            named={({ name, from, hand }) => (hand.pupil ? t('floor.who', { name, school: from }) : name)}
            end={({ site }, kind) => <SiteMark sign={site.sign} reversed={kind === 'speaking'} className={css.mark} />}
          />
        )}
      </section>
      <div className={css.buttons}>
        <ToolButton
          icon={muted ? MicOff : Mic}
          state={muted ? 'off' : 'plain'}
          className={css.button}
          onClick={() => attempt(() => session.sender.setMuted(!muted))}
        >
          {muted ? t('tools.unmute') : t('tools.mute')}
        </ToolButton>
        <ToolButton
          icon={drawing ? Eye : Pencil}
          className={css.button}
          aria-pressed={drawing}
          onClick={() => setDrawing(!drawing)}
        >
          {drawing ? t('home.look') : t('home.draw')}
        </ToolButton>
        <ToolButton icon={LogOut} className={css.button} onClick={() => void session.leave()}>
          {t('home.leave')}
        </ToolButton>
        <HandButton className={css.hand} />
      </div>
      <Announcer />
    </div>
  );
}
