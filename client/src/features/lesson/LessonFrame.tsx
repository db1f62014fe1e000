import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useMemo, useState, type ReactNode } from 'react';
import type { RenderBoard } from './boardSlot.ts';
import { LiveSeatProvider, type LiveSeatProviderProps } from './hooks/LiveSeatContext.tsx';
import { PageContext } from './hooks/PageContext.ts';

/** What the app hands to each of the four surfaces. */
export interface LessonPageProps {
  lessonId: LessonId;
  as: SpeakingAs;
  renderBoard: RenderBoard;
  /** Where to go once one is out. */
  onGone: () => void;
  open?: LiveSeatProviderProps['open'];
}

/** A seat of one kind in one lesson; **Come in again** takes a new one. */
export function LessonFrame({
  lessonId,
  as,
  renderBoard,
  onGone,
  open,
  kind,
  children,
}: LessonPageProps & { kind: SeatKind; children: ReactNode }) {
  const [round, setRound] = useState(0);
  const page = useMemo(
    () => ({ as, renderBoard, onGone, onAgain: () => setRound((n) => n + 1) }),
    [as, renderBoard, onGone],
  );
  return (
    <PageContext value={page}>
      <LiveSeatProvider key={round} lessonId={lessonId} as={as} kind={kind} open={open}>
        {children}
      </LiveSeatProvider>
    </PageContext>
  );
}
