import { useState, type ReactNode } from 'react';
import { loadWords } from '../../../lib/i18n.ts';
import { useActs } from '../hooks/useActs.ts';
import type { Question } from './Asked.tsx';

/**
 * The desk's questions: fetched when first asked, since the lesson's first picture does not wait for them. One that can't
 * be fetched is told as an order that failed, and can be asked again.
 */
export function useAsk(): [ask: (question: Question) => void, asked: ReactNode] {
  const { attempt } = useActs();
  const [asked, setAsked] = useState<ReactNode>();
  const ask = (question: Question) =>
    attempt(async () => {
      const [{ Asked }] = await Promise.all([import('./Asked.tsx'), loadWords('asked')]);
      setAsked(<Asked question={question} onClose={() => setAsked(undefined)} />);
    });
  return [ask, asked];
}
