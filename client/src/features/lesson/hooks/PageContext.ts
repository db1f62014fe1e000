import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { createContext, use } from 'react';
import type { RenderBoard } from '../boardSlot.ts';

/** What the app gives a lesson's page and every part of it may need. */
export interface LessonPage {
  as: SpeakingAs;
  renderBoard: RenderBoard;
  /** The way back, once one is out. */
  onGone: () => void;
  /** Starts over: a new seat on the same page. */
  onAgain: () => void;
}

export const PageContext = createContext<LessonPage | undefined>(undefined);

export function usePage(): LessonPage {
  const page = use(PageContext);
  if (!page) throw new TypeError('outside of a lesson page');
  return page;
}
