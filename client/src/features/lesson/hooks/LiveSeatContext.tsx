import type { SeatKind } from '@pluriclasse/shared/domain/roles';
import type { LessonId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { LiveSeat, type LiveSeatOptions } from '../../../live/LiveSeat.ts';

const Context = createContext<LiveSeat | undefined>(undefined);

export interface LiveSeatProviderProps {
  lessonId: LessonId;
  as: SpeakingAs;
  kind: SeatKind;
  children: ReactNode;
  /** How a seat is opened; a preview opens one without a server. */
  open?: ((options: LiveSeatOptions) => LiveSeat) | undefined;
}

const openSeat = (options: LiveSeatOptions) => new LiveSeat(options);

/** Opens a seat for as long as the page is there. */
export function LiveSeatProvider({ lessonId, as, kind, children, open = openSeat }: LiveSeatProviderProps) {
  const [seat, setSeat] = useState<LiveSeat>();
  useEffect(() => {
    const opened = open({ lessonId, as, kind });
    // A seat opens sockets and devices: it is made in an effect, so that each one made is closed.
    // oxlint-disable-next-line react/set-state-in-effect
    setSeat(opened);
    opened.start();
    return () => opened.close();
  }, [lessonId, as, kind, open]);
  return seat && <Context value={seat}>{children}</Context>;
}

export function useLiveSeat(): LiveSeat {
  const seat = use(Context);
  if (!seat) throw new TypeError('outside of a LiveSeatProvider');
  return seat;
}
