import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CapsulePlayer, PlayerView } from '../../capsule/CapsulePlayer.ts';
import { CapsuleSession, type CapsuleState } from '../../capsule/CapsuleSession.ts';
import type { CapsuleSource } from '../../capsule/CapsuleSource.ts';

const loading: CapsuleState = { kind: 'loading' };

/** Opens a capsule as long as the component stands. Another source is another component: give it a key. */
export function useCapsule(source: CapsuleSource, startAt: number | undefined) {
  const [opening] = useState(() => new Opening(source, startAt));
  const state = useSyncExternalStore(opening.subscribe, opening.get);
  return { state, session: opening };
}

/** A session that is open while somebody looks: React may look away and come back. */
class Opening {
  readonly #source: CapsuleSource;
  readonly #startAt: number | undefined;
  #session: CapsuleSession | undefined;

  constructor(source: CapsuleSource, startAt: number | undefined) {
    this.#source = source;
    this.#startAt = startAt;
  }

  readonly get = (): CapsuleState => this.#session?.state.get() ?? loading;
  readonly subscribe = (listener: () => void): (() => void) => {
    const session = new CapsuleSession(this.#source, this.#startAt);
    this.#session = session;
    const unsubscribe = session.state.subscribe(listener);
    void session.open();
    return () => {
      unsubscribe();
      session.close();
    };
  };
  readonly retry = (): void => void this.#session?.open();
  readonly retryCaptions = (): void => void this.#session?.openCaptions();
  readonly retryBoard = (): void => void this.#session?.openBoard();
}

export const usePlayerView = (player: CapsulePlayer): PlayerView =>
  useSyncExternalStore(player.view.subscribe, player.view.get);

/** A head that moves by less in a step is not seen to. */
const STEP_MS = 200;

/** The player's time, in milliseconds, some times a second while it plays. */
export function usePlayerTime(player: CapsulePlayer): number {
  const [time, setTime] = useState(() => player.time());
  useEffect(() => {
    const look = () => setTime(player.time());
    look();
    const timer = setInterval(look, STEP_MS);
    const unsubscribe = player.view.subscribe(look);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [player]);
  return time;
}
