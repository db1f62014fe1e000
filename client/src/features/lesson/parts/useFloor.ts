import type { Hand, Turn } from '@pluriclasse/shared/signalling/state';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useLesson, useMySeat, useSite, type SignedSite } from '../hooks/useLesson.ts';

/** A hand with all that is needed to show whose it is. */
export interface ShownHand {
  hand: Hand;
  site: SignedSite;
  avatar: string | undefined;
  /** A pupil's alias, or "Class of Roccaverde". */
  name: string;
  /** The school, or "our class". */
  from: string;
  ours: boolean;
  mine: boolean;
}

export interface ShownFloor {
  turn: (ShownHand & { turn: Turn }) | undefined;
  /** In the order in which they will be offered. */
  queue: ShownHand[];
}

/** The floor in words and signs. */
export function useFloor(): ShownFloor {
  const { t } = useTranslation('lesson');
  const { floor } = useLesson();
  const me = useMySeat();
  const site = useSite();
  const show = (hand: Hand): ShownHand => {
    const from = site(hand.schoolId);
    const ours = hand.schoolId === me.schoolId;
    return {
      hand,
      site: from,
      avatar: hand.pupil?.avatar,
      name: hand.pupil?.alias ?? (ours ? t('ourClass') : t('floor.classOf', { school: from.name })),
      from: ours ? t('ourClass') : from.name,
      ours,
      mine: hand.pupil !== null && me.occupant.kind === 'pupil' && hand.pupil.pupilId === me.occupant.pupilId,
    };
  };
  return {
    turn: floor.turn ? { ...show(floor.turn.hand), turn: floor.turn } : undefined,
    queue: floor.queue.map(show),
  };
}
