import type { CatchUp } from '@pluriclasse/shared/api/catchUps';
import type { Check } from '@pluriclasse/shared/capsule/checks';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { CapsulePlayer } from '../../../capsule/CapsulePlayer.ts';
import { SeenMeter } from '../../../live/catchUp/SeenMeter.ts';
import type { Deed } from '../../../live/catchUp/ProgressOutbox.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { CheckSheet } from '../sheet/CheckSheet.tsx';
import { TaskSheet } from '../sheet/TaskSheet.tsx';
import { Left } from './Left.tsx';

/** A moment at which a player stops; see the player's own type. */
export interface CheckStop {
  readonly id: string;
  readonly at: number;
  readonly done: boolean;
  readonly label: string;
}

const TASK = 'task';
/** The task comes just before the end, since a player stops only while it plays. */
const BEFORE_END = 500;
/** "Hear it again" begins this long before the check. */
const AGAIN = 15_000;
/** How often what was seen is written down. */
const SEEN_EVERY = 10_000;

export interface CheckStops {
  readonly stops: readonly CheckStop[];
  readonly sheet: ReactNode;
  readonly aside: ReactNode;
  readonly onStop: (stop: CheckStop) => void;
  readonly onPlayer: (player: CapsulePlayer | undefined) => void;
  readonly onTime: (at: number) => void;
}

interface Options {
  catchUp: CatchUp;
  pupilId: string;
  note: (deed: Deed) => void;
  onFinished: () => void;
}

/** Checks and task of a capsule as a player's stops, with the sheet of the one that is asked now. */
export function useCheckStops({ catchUp, pupilId, note, onFinished }: Options): CheckStops {
  const { t } = useTranslation('catch-up');
  const { checks, task, progress, revision, brief } = catchUp;
  const player = useRef<CapsulePlayer>(undefined);
  const [open, setOpen] = useState<string>();
  /** One that was tried and is heard again before the next try. */
  const [again, setAgain] = useState<string>();
  const part = useRef<number>(undefined);
  const seen = useSeen(player, revision, note);

  const numberOf = (check: Check) => ({ number: checks.indexOf(check) + 1, all: checks.length });
  const stops: CheckStop[] = checks.map((check) => ({
    id: check.checkId,
    at: Math.max(1, check.at),
    done: check.checkId !== again && progress.checks.some(({ checkId }) => checkId === check.checkId),
    label: t('check.label', { ...numberOf(check), ask: check.ask }),
  }));
  if (task) {
    const at = Math.max(1, brief.duration - BEFORE_END);
    stops.push({ id: TASK, at, done: progress.task !== null, label: t('task.label', { ask: task.ask }) });
  }

  const close = () => {
    part.current = undefined;
    setOpen(undefined);
    setAgain(undefined);
  };
  const goOn = () => {
    const here = stops.find(({ id }) => id === open);
    // Another one at the same moment was passed together with this one.
    const next = stops.find(({ id, at, done }) => id !== open && !done && here !== undefined && at === here.at);
    close();
    if (next) setOpen(next.id);
    else player.current?.play();
  };
  const playFrom = (at: number) => {
    player.current?.seek(Math.max(0, at));
    player.current?.play();
  };
  const check = checks.find(({ checkId }) => checkId === open);
  const answer = (given: Parameters<React.ComponentProps<typeof CheckSheet>['onAnswer']>[0]) => {
    if (check === undefined) return;
    const { checkId } = check;
    note(given === 'said' ? { kind: 'said', checkId } : { kind: 'answer', checkId, given });
  };

  const sheet =
    check !== undefined ? (
      <CheckSheet
        key={check.checkId}
        check={check}
        number={numberOf(check).number}
        of={checks.length}
        mixedBy={pupilId}
        onAnswer={answer}
        onHear={() => {
          setAgain(check.checkId);
          setOpen(undefined);
          playFrom(check.at - AGAIN);
        }}
        onPlayPart={(from, to) => {
          part.current = to;
          playFrom(from);
        }}
        onGoOn={goOn}
      />
    ) : open === TASK && task !== null ? (
      <TaskSheet
        task={task}
        done={progress.task}
        onDone={(text) => note({ kind: 'task', text })}
        onLater={close}
        onFinished={onFinished}
      />
    ) : undefined;

  const next = stops.find(({ done }) => !done);
  const showNext = () => {
    if (next === undefined) return;
    player.current?.pause();
    player.current?.seek(next.at);
    setOpen(next.id);
  };
  return {
    stops,
    sheet,
    aside: (
      <Left
        checks={checks.length - progress.checks.length}
        task={task !== null && progress.task === null}
        none={stops.length === 0}
        onNext={showNext}
      />
    ),
    onStop: ({ id }) => setOpen(id),
    onPlayer: (opened) => (player.current = opened),
    onTime: (at) => {
      seen(at);
      if (part.current === undefined || at < part.current) return;
      part.current = undefined;
      player.current?.pause();
    },
  };
}

/** Writes down what was played: every some seconds, and when the player goes away. */
function useSeen(
  player: { readonly current: CapsulePlayer | undefined },
  revision: number,
  note: (deed: Deed) => void,
): (at: number) => void {
  const [meter] = useState(() => new SeenMeter());
  const write = useCallback(() => {
    const stretches = meter.take();
    if (stretches.length > 0) note({ kind: 'seen', revision, stretches });
  }, [meter, revision, note]);
  useEffect(() => {
    const timer = setInterval(write, SEEN_EVERY);
    const hidden = () => document.visibilityState === 'hidden' && write();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hidden);
      write();
    };
  }, [write]);
  return (at) => meter.look(at, player.current?.view.get().state === 'playing');
}
