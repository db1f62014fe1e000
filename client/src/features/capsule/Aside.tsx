import type { Cue, Manifest } from '@pluriclasse/shared/capsule/manifest';
import type { ReactNode } from 'react';
import type { CaptionsState } from '../../capsule/captions.ts';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import { timeText, type PathPiece } from '../../capsule/timeline.ts';
import { Tabs } from '../../components/Tabs.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Aside.module.css';
import { Transcript } from './Transcript.tsx';
import { boardNow } from './boardNow.ts';
import { ChapterList } from './ChapterList.tsx';
import { CopyBoard } from './CopyBoard.tsx';
import type { BoardNow } from './props.ts';

export type Panel = 'chapters' | 'transcript';

export interface AsideProps {
  manifest: Manifest;
  player: CapsulePlayer;
  pieces: readonly PathPiece[];
  board: BoardState;
  captions: CaptionsState;
  /** Which of the two is seen, where something that is said is written down. */
  panel: Panel;
  onPanel: (panel: Panel) => void;
  /** Tries once more to get them. */
  onCaptions: () => void;
  ownPages: ((board: BoardNow) => ReactNode) | undefined;
  children: ReactNode;
}

/** Chapters, the teachers' words on the wall, and what is said: each a way to its moment. */
export function Aside(props: AsideProps) {
  const { manifest, player, pieces, board, captions, panel, onPanel, ownPages, children } = props;
  const { t } = useTranslation('capsule');
  return (
    <div className={css.aside}>
      {captions.kind === 'none' ? (
        <Places {...props} titled />
      ) : (
        <Tabs
          label={t('transcript.tabs')}
          className={css.tabs ?? ''}
          chosen={panel}
          // Only the keys of the tabs.
          onChoose={(key) => onPanel(key as Panel)}
          tabs={[
            { key: 'chapters', label: t('chapters.title'), panel: <Places {...props} /> },
            {
              key: 'transcript',
              label: t('transcript.title'),
              // A list of thousands is drawn only for whoever reads it.
              panel: panel === 'transcript' && (
                <Transcript player={player} captions={captions} onRetry={props.onCaptions} />
              ),
            },
          ]}
        />
      )}
      <div className={css.foot}>
        {children}
        {board.kind === 'ready' && ownPages?.(boardNow(player, board.preview, pieces))}
        {board.kind === 'ready' && <CopyBoard scene={board.scene} title={manifest.title} />}
      </div>
    </div>
  );
}

/** @param titled whether the chapters say themselves what they are */
function Places({ manifest, player, pieces, board, titled = false }: AsideProps & { titled?: boolean }) {
  const { t } = useTranslation('capsule');
  const wall = manifest.cues.filter((cue): cue is Cue & { what: 'wall' } => cue.what === 'wall');
  return (
    <div className={css.places}>
      <section {...(titled && { 'aria-labelledby': 'capsule-chapters' })}>
        {titled && <h2 id="capsule-chapters">{t('chapters.title')}</h2>}
        <ChapterList player={player} pieces={pieces} board={board} />
      </section>
      {wall.length > 0 && (
        <section aria-labelledby="capsule-wall">
          <h2 id="capsule-wall">{t('wall.title')}</h2>
          <ul className={css.wall}>
            {wall.map((cue) => (
              <li key={`${cue.at} ${cue.text}`}>
                <button type="button" onClick={() => player.seek(cue.at)}>
                  <span>{t('wall.line', { name: cue.name ?? t('speaker.gone'), text: cue.text })}</span>
                  <span className={css.time}>{timeText(cue.at)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
