import { useEffect, useRef, useState } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import { lookOf, markAt, pieceAt, timeText, type PathPiece } from '../../capsule/timeline.ts';
import { cx } from '../../components/cx.ts';
import { Hidden } from '../../components/Hidden.tsx';
import { useRoving } from '../../components/useRoving.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './Chapters.module.css';
import { MomentPicture } from './MomentPicture.tsx';
import { usePieceName } from './usePieceName.ts';
import { usePlayerTime } from './useCapsule.ts';

export interface ChapterListProps {
  player: CapsulePlayer;
  pieces: readonly PathPiece[];
  board: BoardState;
}

/** Chapters as stops on a way, each with the pages that are seen on it; the board of each small beside it. */
export function ChapterList({ player, pieces, board }: ChapterListProps) {
  const { t } = useTranslation('capsule');
  const { nameOf, ofPage, nameAt } = usePieceName();
  const at = usePlayerTime(player);
  const here = pieceAt(pieces, at);
  const roving = useRoving<HTMLOListElement>();
  const now = pieces[here];
  const page = now && markAt(now, at);
  return (
    <>
      <ol className={css.chapters} {...roving}>
        {pieces.map((piece, n) => (
          <li key={piece.from} className={cx(n < here && css.walked, n === here && css.now)}>
            <button
              type="button"
              data-roving
              data-chapter
              tabIndex={n === here ? 0 : -1}
              aria-current={n === here ? 'step' : undefined}
              onClick={() => player.seek(piece.from)}
            >
              <MomentPicture board={board} at={lookOf(piece)} />
              <span>{nameOf(piece) || t('chapters.whole')}</span>
              <span className={css.time}>{timeText(piece.from)}</span>
            </button>
            {piece.marks.length > 0 && (
              <ol className={css.pages} aria-label={t('chapters.pagesOf', { title: nameOf(piece) })}>
                {piece.marks.map((mark) => (
                  <li key={mark.at} className={cx(mark === page && css.here)}>
                    <button
                      type="button"
                      data-roving
                      tabIndex={-1}
                      aria-current={mark === page ? 'true' : undefined}
                      onClick={() => player.seek(mark.at)}
                    >
                      <MomentPicture board={board} at={Math.max(mark.at, mark.to - 1)} />
                      <span>{ofPage(mark.page, mark.title)}</span>
                      <span className={css.time}>{timeText(mark.at)}</span>
                    </button>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      <ChapterSaid title={nameAt(now, at)} />
    </>
  );
}

/** Tells those who don't see the list that another chapter or page begins; not the one that they came into. */
function ChapterSaid({ title }: { title: string }) {
  const { t } = useTranslation('capsule');
  const first = useRef(title);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (title === first.current) return;
    first.current = title;
    setSaid(title);
  }, [title]);
  return <div role="status">{said !== '' && <Hidden>{t('chapters.now', { title: said })}</Hidden>}</div>;
}
