import type { CatchUpBrief } from '@pluriclasse/shared/api/catchUps';
import type { Me } from '@pluriclasse/shared/api/sessions';
import { AppError } from '@pluriclasse/shared/errors';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Taken } from '../../features/catch-up/home/TakeAlong.tsx';
import type { OpenCatchUps } from '../../live/catchUp/openCatchUps.ts';
import { canGoOffline, openOffline } from '../../live/offline/openOffline.ts';
import { rememberMe } from '../../live/offline/rememberedMe.ts';
import { takeCapsule } from './takeCapsule.ts';

/** Milliseconds from the link's return to each try: a network is told of before it carries anything. */
const GO_ON_AFTER = [0, 3_000, 10_000, 30_000];

export interface TakenCapsules {
  stateOf: (capsuleId: string) => Taken;
  take: (catchUp: CatchUpBrief) => void;
  stop: (capsuleId: string) => void;
  remove: (capsuleId: string) => void;
  /** Takes away what the server no longer has for this pupil. */
  keepOnly: (capsuleIds: readonly string[]) => void;
  clear: () => Promise<void>;
}

/** What a pupil has taken along on this device. @returns undefined where a browser can't */
export function useTaken(me: Extract<Me, { kind: 'home' }>, open: OpenCatchUps): TakenCapsules | undefined {
  const { pupilId } = me.pupil;
  const offline = useMemo(() => (canGoOffline() ? openOffline(pupilId) : undefined), [pupilId]);
  const [states, setStates] = useState<Readonly<Record<string, Taken>>>({});
  const aborts = useRef(new Map<string, AbortController>());
  /** What a cut has stopped: it goes on by itself when the link is back. */
  const cut = useRef(new Map<string, CatchUpBrief>());
  const set = useCallback((id: string, state: Taken) => setStates((all) => ({ ...all, [id]: state })), []);
  const look = useCallback(async () => {
    const taken = (await offline?.list()) ?? [];
    if (taken.some(({ whole }) => whole)) rememberMe(me);
    const known = taken.map(({ id, whole, bytes, of }) => [id, { kind: whole ? 'here' : 'part', bytes, of }] as const);
    setStates((all) => {
      const busy = Object.entries(all).filter(([, { kind }]) => kind === 'taking' || kind === 'failed');
      return Object.fromEntries([...known, ...busy]);
    });
  }, [offline, me]);
  useEffect(() => {
    const running = aborts.current;
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- it is read from the browser's store
    look().catch(ignore);
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, [look]);
  const done = useCallback(
    (id: string) => {
      aborts.current.delete(id);
      set(id, { kind: 'none' });
      return look().catch(ignore);
    },
    [look, set],
  );
  const take = useCallback(
    (catchUp: CatchUpBrief) => {
      if (offline === undefined) return;
      const id = catchUp.capsuleId;
      const abort = new AbortController();
      aborts.current.set(id, abort);
      cut.current.delete(id);
      const onProgress = (progress: { bytes: number; of: number }) => set(id, { kind: 'taking', ...progress });
      onProgress({ bytes: 0, of: catchUp.bytes });
      takeCapsule(catchUp, { offline, open, onProgress, signal: abort.signal }).then(
        () => done(id),
        (error: unknown) => {
          if (abort.signal.aborted) return done(id);
          if (error instanceof AppError && error.reason === 'offline') cut.current.set(id, catchUp);
          set(id, { kind: 'failed', error });
        },
      );
    },
    [offline, open, done, set],
  );
  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = [];
    const stop = () => timers.forEach(clearTimeout);
    const goOn = () => {
      stop();
      timers = GO_ON_AFTER.map((ms) =>
        setTimeout(() => {
          for (const catchUp of cut.current.values()) take(catchUp);
        }, ms),
      );
    };
    addEventListener('online', goOn);
    return () => {
      stop();
      removeEventListener('online', goOn);
    };
  }, [take]);
  if (offline === undefined) return undefined;
  return {
    stateOf: (id) => states[id] ?? { kind: 'none' },
    take,
    stop: (id) => aborts.current.get(id)?.abort(),
    remove: (id) => void offline.remove(id).then(() => done(id), ignore),
    keepOnly: (ids) => void offline.keepOnly(ids).then(look).catch(ignore),
    clear: () => offline.clear().catch(ignore),
  };
}

/** A browser that keeps nothing has nothing to lose; what is on the server is there still. */
const ignore = () => undefined;
