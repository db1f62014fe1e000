import { readNextLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { useCallback, useEffect, useState } from 'react';
import { callApi } from '../../lib/api.ts';

export interface NextLesson {
  lesson: Lesson | null;
  /** The lesson's lobby is open: its surface may stand. */
  ready: boolean;
  /** Milliseconds that the server's clock is ahead of this browser's. */
  ahead: number;
  error: unknown;
}

/** How often one who waits asks for the next lesson. */
const every = 10_000;
const unknown: NextLesson = { lesson: null, ready: false, ahead: 0, error: undefined };

/**
 * The lesson that a device or a pupil at home may join, asked again until one is ready. Once it is, its surface has the
 * say, and only `askAgain` asks.
 */
export function useNextLesson(wanted: boolean): { next: NextLesson; askAgain: () => void } {
  const [next, setNext] = useState<NextLesson>(unknown);
  const [round, setRound] = useState(0);
  const waits = wanted && !next.ready;
  useEffect(() => {
    if (!waits) return;
    const abort = new AbortController();
    const ask = () =>
      callApi(readNextLesson, {}, { signal: abort.signal }).then(
        ({ lesson, serverTime }) => {
          const ready = lesson !== null && (lesson.status === 'open' || lesson.lobbyAt <= serverTime);
          setNext({ lesson, ready, ahead: serverTime - Date.now(), error: undefined });
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setNext((before) => ({ ...before, error }));
        },
      );
    void ask();
    const timer = setInterval(() => void ask(), every);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [waits, round]);
  const askAgain = useCallback(() => {
    setNext((before) => ({ ...before, ready: false }));
    setRound((n) => n + 1);
  }, []);
  return { next, askAgain };
}
