import type { Manifest } from '@pluriclasse/shared/capsule/manifest';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { rememberCaptions, wantsCaptions, type CaptionsState } from '../../capsule/captions.ts';
import type { CapsulePlayer as Player } from '../../capsule/CapsulePlayer.ts';
import type { BoardState } from '../../capsule/CapsuleSession.ts';
import { canShow } from '../../capsule/PicturePlayer.ts';
import { stopPassed, type Look } from '../../capsule/stops.ts';
import { pathOf } from '../../capsule/timeline.ts';
import { cx } from '../../components/cx.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Aside, type Panel } from './Aside.tsx';
import { CaptionLine } from './CaptionLine.tsx';
import { Failure } from './Failure.tsx';
import type { CapsulePlayerProps } from './props.ts';
import css from './CapsulePlayer.module.css';
import { Controls } from './Controls.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { PlayerHead } from './PlayerHead.tsx';
import { Stage, type Mode } from './Stage.tsx';
import { Timeline } from './Timeline.tsx';
import type { ReelBoardHandle } from './ReelBoard.tsx';
import { Troubles } from './Troubles.tsx';
import { signsOf } from './signs.ts';
import { usePlayerTime, usePlayerView } from './useCapsule.ts';
import { usePlayerKeys } from './usePlayerKeys.ts';

export interface PlayerFrameProps extends CapsulePlayerProps {
  opened: {
    readonly manifest: Manifest;
    readonly player: Player;
    readonly board: BoardState;
    readonly captions: CaptionsState;
  };
  onBoard: () => void;
  onCaptions: () => void;
}

/** All parts of a player around one open capsule. */
export function PlayerFrame(props: PlayerFrameProps) {
  const { t } = useTranslation('capsule');
  const { opened, source, surface, stops = [], sheet } = props;
  const { manifest, player, board } = opened;
  const captions = captionsOf(props);
  const { refused } = usePlayerView(player);
  const [mode, setMode] = useState<Mode>('sound');
  const [noPictures, setNoPictures] = useState(false);
  const [captionsShown, setCaptionsShown] = useState(wantsCaptions);
  const [panel, setPanel] = useState<Panel>('chapters');
  const [help, setHelp] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const reel = useRef<ReelBoardHandle>(null);
  const pieces = useMemo(() => pathOf(manifest.chapters, manifest.duration), [manifest]);
  const signs = useMemo(() => signsOf(manifest), [manifest]);
  const [pictures] = useState(() => canShow(manifest.pictures));
  usePageTitle(manifest.title);
  useOutside(props);
  /** Where the keyboard was when it was to go to what has not come yet. */
  const waits = useRef<Element | null>(null);
  const goTo = (which: Panel) => {
    // What is not drawn yet can't be gone to.
    flushSync(() => setPanel(which));
    const place = frame.current?.querySelector<HTMLElement>(first[which]);
    place?.focus();
    waits.current = place ? null : document.activeElement;
  };
  useEffect(() => {
    // Whoever went elsewhere meanwhile stays there.
    if (captions.kind === 'ready' && waits.current !== null && waits.current === document.activeElement)
      frame.current?.querySelector<HTMLElement>(first.transcript)?.focus();
    if (captions.kind === 'ready') waits.current = null;
  }, [captions.kind]);
  const onKeyDown = usePlayerKeys({
    player,
    board: reel,
    onHelp: () => setHelp(true),
    onCaptions: () => captions.kind !== 'none' && showCaptions(!captionsShown),
    onChapters: () => goTo('chapters'),
    onTranscript: () => captions.kind !== 'none' && goTo('transcript'),
  });
  // On a phone one may be far down among the chapters when a check comes.
  const asked = Boolean(sheet);
  useEffect(() => {
    if (asked) frame.current?.scrollIntoView({ block: 'start' });
  }, [asked]);
  // Whoever chooses anew tries the pictures again.
  const chooseMode = (next: Mode) => {
    setMode(next);
    setNoPictures(false);
  };
  const showCaptions = (shown: boolean) => {
    rememberCaptions(shown);
    setCaptionsShown(shown);
  };

  if (refused) return <Failure error={refused} onRetry={() => location.reload()} surface={surface} back={props.back} />;
  return (
    // The keys are those of the parts inside; it is not itself worked on.
    <div
      ref={frame}
      role="presentation"
      className={cx(css.player, css[surface])}
      onKeyDown={(event) => !sheet && onKeyDown(event)}
    >
      <div className={css.frame}>
        <PlayerHead manifest={manifest} back={props.back} chip={props.chip} />
        <section className={css.main} aria-label={t('player')}>
          <Stage
            {...{ manifest, player, source, board, mode: noPictures ? 'sound' : mode, signs }}
            handle={reel}
            onNoPictures={() => setNoPictures(true)}
          />
          {sheet && <div className={css.sheet}>{sheet}</div>}
          <Troubles
            {...{ manifest, player, board }}
            noPictures={mode !== 'sound' && noPictures}
            onBoard={props.onBoard}
          />
          {captionsShown && captions.kind === 'ready' && <CaptionLine player={player} captions={captions.captions} />}
          <Timeline
            {...{ manifest, player, board, pieces, signs, stops }}
            onStop={(stop) => {
              player.pause();
              player.seek(stop.at);
              props.onStop?.(stop);
            }}
          />
          <Controls
            player={player}
            mode={pictures ? { value: mode, onChange: chooseMode } : undefined}
            captions={captions.kind === 'none' ? undefined : { shown: captionsShown, onChange: showCaptions }}
            onKeys={() => setHelp(true)}
            acts={props.acts}
          />
        </section>
        <Aside
          {...{ manifest, player, pieces, board, captions, panel }}
          onPanel={setPanel}
          onCaptions={props.onCaptions}
          ownPages={props.ownPages}
        >
          {props.aside}
        </Aside>
      </div>
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

/** Of each panel what the keyboard goes to. */
const first = { chapters: '[data-chapter][tabindex="0"]', transcript: '[data-cue][tabindex="0"]' } as const;

/** What is said: what somebody is just writing, else what came with the capsule. */
function captionsOf({ captions, opened }: PlayerFrameProps): CaptionsState {
  if (captions === undefined) return opened.captions;
  return captions.cues.length > 0 ? { kind: 'ready', captions } : { kind: 'none' };
}

/** Tells the world around it where the player is, and stops it where somebody asked for that. */
function useOutside({ opened: { player }, stops = [], onStop, onTime, onPlayer }: PlayerFrameProps): void {
  const at = usePlayerTime(player);
  const before = useRef<Look>({ at, seeks: 0 });
  const told = useRef({ stops, onStop, onTime, onPlayer });
  useEffect(() => {
    told.current = { stops, onStop, onTime, onPlayer };
  });
  useEffect(() => {
    told.current.onPlayer?.(player);
    return () => told.current.onPlayer?.(undefined);
  }, [player]);
  useEffect(() => {
    const now = { at: player.time(), seeks: player.view.get().seeks };
    const passed = stopPassed(told.current.stops, before.current, now);
    before.current = now;
    // Whatever it does by now: it may wait for bytes, or have come to its end, since that was passed.
    if (passed !== undefined) {
      player.pause();
      player.seek(passed.at);
      told.current.onStop?.(passed);
    }
    told.current.onTime?.(at);
  }, [player, at]);
}
