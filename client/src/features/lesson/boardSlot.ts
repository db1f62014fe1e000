import type { BoardId, LessonId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import type { LessonState, Seat } from '@pluriclasse/shared/signalling/state';
import type { ReactNode } from 'react';

/** What a surface tells the board that stands in it. The board itself is another feature; the app puts them together. */
export interface BoardSlot {
  lessonId: LessonId;
  boardId: BoardId;
  as: SpeakingAs;
  me: Seat;
  sites: LessonState['sites'];
  /** Whether it may draw now; teachers always do. */
  mayDraw: boolean;
  /** Whether it may lock and clear. */
  mayLead: boolean;
  locked: boolean;
  onLock: (locked: boolean) => void;
  /** `look`: a picture of it, with no tools. */
  look: 'tools' | 'look';
  surface: Seat['kind'];
}

export type RenderBoard = (slot: BoardSlot) => ReactNode;
