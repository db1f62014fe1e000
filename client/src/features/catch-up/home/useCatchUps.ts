import type { CatchUp } from '@pluriclasse/shared/api/catchUps';
import { summaryOf, withEvent } from '@pluriclasse/shared/capsule/progress';
import { CatchUpEventId, type CapsuleId } from '@pluriclasse/shared/ids';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { newId } from '../../../lib/newId.ts';
import { passes } from '../../../lib/passes.ts';
import type { OpenCatchUps } from '../../../live/catchUp/openCatchUps.ts';
import type { CatchUpList } from '../../../live/catchUp/PupilCatchUps.ts';
import type { Deed, OutboxView } from '../../../live/catchUp/ProgressOutbox.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'ready'; readonly data: T };

/** With whether it is as it was when there was a link. */
export type OpenedCatchUp = CatchUp & { readonly cut: boolean };

/** Between reads of the list, in milliseconds: a lesson that was published meanwhile comes by itself. */
const EVERY = 60_000;
/** After one that failed and may pass. */
const AGAIN = 10_000;

export const useOutbox = ({ outbox }: OpenCatchUps): OutboxView =>
  useSyncExternalStore(outbox.view.subscribe, outbox.view.get);

/** What a pupil has to catch up, read again when what was done is sent. */
export function useCatchUpList(open: OpenCatchUps): { list: Loaded<CatchUpList>; reload: () => void } {
  const [list, setList] = useState<Loaded<CatchUpList>>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  const { waiting } = useOutbox(open);
  const sent = waiting === 0;
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const load = () =>
      open.catchUps.list().then(
        (data) => {
          if (gone) return;
          setList({ kind: 'ready', data });
          timer = setTimeout(load, data.cut ? AGAIN : EVERY);
        },
        (error: unknown) => {
          if (gone) return;
          // What is shown already stays while the link is away.
          setList((before) => (before.kind === 'ready' && passes(error) ? before : { kind: 'failed', error }));
          if (passes(error)) timer = setTimeout(load, AGAIN);
        },
      );
    void load();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [open, round, sent]);
  return { list, reload: useCallback(() => setRound((n) => n + 1), []) };
}

/** One capsule's checks and how far the pupil is; `note` counts at once and is sent when it can be. */
export function useCatchUp(open: OpenCatchUps, capsuleId: CapsuleId) {
  const [state, setState] = useState<Loaded<OpenedCatchUp>>({ kind: 'loading' });
  const [kept, setKept] = useState(true);
  useEffect(() => {
    let gone = false;
    open.catchUps.open(capsuleId).then(
      (data) => !gone && setState({ kind: 'ready', data }),
      (error: unknown) => !gone && setState({ kind: 'failed', error }),
    );
    return () => {
      gone = true;
    };
  }, [open, capsuleId]);
  const note = useCallback(
    (deed: Deed) => {
      setState((before) => (before.kind === 'ready' ? { kind: 'ready', data: withDeed(before.data, deed) } : before));
      open.outbox.add(capsuleId, deed).catch(() => setKept(false));
    },
    [open, capsuleId],
  );
  return { state, note, kept };
}

function withDeed(catchUp: OpenedCatchUp, deed: Deed): OpenedCatchUp {
  const event = { ...deed, eventId: CatchUpEventId.parse(newId()), at: Date.now() };
  const progress = withEvent(catchUp.progress, event, catchUp);
  const { brief, checks, task } = catchUp;
  return { ...catchUp, progress, brief: { ...brief, ...summaryOf(progress, { ...brief, checks, task }) } };
}
