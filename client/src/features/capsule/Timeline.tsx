import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { Check, Pencil } from 'lucide-react';
import { useMemo, useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import type { CapsulePlayer } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import type { Stop } from '../../capsule/stops.ts';
import { pieceAt, runsOf, timeText, type PathPiece } from '../../capsule/timeline.ts';
import { cx } from '../../components/cx.ts';
import { Icon } from '../../components/Icon.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { Glimpse } from './Glimpse.tsx';
import { Lanes, span } from './Lanes.tsx';
import type { Signs } from './signs.ts';
import css from './Timeline.module.css';
import { TimeHead } from './TimeHead.tsx';
import { usePlayerTime } from './useCapsule.ts';
import { usePieceName } from './usePieceName.ts';

export interface TimelineProps {
  manifest: Manifest;
  player: CapsulePlayer;
  board: BoardState;
  pieces: readonly PathPiece[];
  signs: Signs;
  stops: readonly Stop[];
  onStop: (stop: Stop) => void;
}

/** Changes of the board that are drawn as one, in parts of the whole time. */
const RUN = 1 / 150;

/** The lesson's time: its chapters as a path, where the board changed, who spoke, and the head that is moved over it. */
export function Timeline({ manifest, player, board, pieces, signs, stops, onStop }: TimelineProps) {
  const { t } = useTranslation('capsule');
  const when = useWhen();
  const at = usePlayerTime(player);
  const track = useRef<HTMLDivElement>(null);
  const [looking, setLooking] = useState<number>();
  const [dragging, setDragging] = useState(false);
  const [byKeys, setByKeys] = useState(false);
  const { nameAt } = usePieceName();
  const { duration } = manifest;
  const changes = useMemo(
    () => (board.kind === 'ready' ? runsOf(board.reel.changes(), duration * RUN) : []),
    [board, duration],
  );
  const shown = dragging && looking !== undefined ? looking : at;
  const here = pieceAt(pieces, shown);
  const glimpsed = looking ?? (byKeys ? at : undefined);

  const instantOf = ({ clientX }: PointerEvent) => {
    const { left, width } = track.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width))) * duration;
  };
  const letGo = (event: PointerEvent) => {
    if (dragging) player.seek(instantOf(event));
    setDragging(false);
    if (event.pointerType !== 'mouse') setLooking(undefined);
  };
  return (
    <section className={css.timeline} aria-label={t('timeline.name')}>
      <div className={css.rows}>
        <div className={css.path}>
          {pieces.map((piece, n) => (
            <span
              key={piece.from}
              className={cx(n < here && css.walked, n === here && css.now)}
              style={span(piece, duration)}
            >
              {n === here && <b style={{ width: `${((shown - piece.from) / (piece.to - piece.from)) * 100}%` }} />}
            </span>
          ))}
          {pieces.flatMap(({ marks }) =>
            marks.map((mark) => (
              <em key={mark.at} className={css.page} style={{ left: `${(mark.at / duration) * 100}%` }} aria-hidden />
            )),
          )}
          {manifest.gaps.map((gap) => (
            <i
              key={gap.from}
              className={css.gap}
              style={span(gap, duration)}
              role="img"
              aria-label={t('timeline.lost', { from: timeText(gap.from), to: timeText(gap.to) })}
            />
          ))}
        </div>
        {changes.length > 0 && (
          <>
            <p className={css.label}>
              <Icon of={Pencil} />
              <span>{t('timeline.board')}</span>
            </p>
            <div className={css.changes} aria-hidden>
              {changes.map((run) => (
                <i key={run.from} style={span(run, duration)} />
              ))}
            </div>
          </>
        )}
        <Lanes voices={manifest.voices} duration={duration} signs={signs} />
        {/* Beside the slider, which does the same by keys. */}
        <div
          ref={track}
          className={css.track}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragging(true);
            setLooking(instantOf(event));
          }}
          onPointerMove={(event) => setLooking(instantOf(event))}
          onPointerUp={letGo}
          onPointerCancel={() => setDragging(false)}
          onPointerLeave={() => !dragging && setLooking(undefined)}
        >
          <TimeHead player={player} at={shown} pieces={pieces} list={when.list} onKeys={setByKeys} />
          {glimpsed !== undefined && (
            <Glimpse
              at={glimpsed}
              duration={duration}
              title={nameAt(pieces[pieceAt(pieces, glimpsed)], glimpsed)}
              board={board}
            />
          )}
        </div>
        <ul className={css.stops}>
          {stops.map((stop) => (
            <li key={stop.id} style={{ '--at': stop.at / duration } as CSSProperties}>
              <button
                type="button"
                className={cx(css.stop, stop.done && css.done)}
                aria-label={`${stop.label}, ${timeText(stop.at)}`}
                title={stop.label}
                onClick={() => onStop(stop)}
              >
                {stop.done ? <Icon of={Check} /> : <b aria-hidden>?</b>}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
