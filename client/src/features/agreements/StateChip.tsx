import type { AgreementState } from '@pluriclasse/shared/domain/agreement';
import { CalendarClock, CircleCheck, CircleSlash, FilePen, Hourglass, type LucideIcon } from 'lucide-react';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useDay } from './useDay.ts';

const looks: Record<AgreementState, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  draft: { icon: FilePen, state: 'plain' },
  waiting: { icon: Hourglass, state: 'slow' },
  agreed: { icon: CircleCheck, state: 'good' },
  'in-force': { icon: CircleCheck, state: 'good' },
  expiring: { icon: CalendarClock, state: 'slow' },
  expired: { icon: CircleSlash, state: 'plain' },
  ended: { icon: CircleSlash, state: 'plain' },
};

/** Where an agreement stands, with the day that matters. */
export function StateChip({ state, from, to }: { state: AgreementState; from: string; to: string }) {
  const { t } = useTranslation('agreements');
  const day = useDay();
  const key = `stateUntil.${state}`;
  const { icon, state: look } = looks[state];
  return (
    <Chip icon={icon} state={look}>
      {t.has(key) ? t(key, { day: day(state === 'agreed' ? from : to) }) : t(`states.${state}`)}
    </Chip>
  );
}
