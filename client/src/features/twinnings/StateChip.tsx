import type { TwinningState } from '@pluriclasse/shared/domain/twinningState';
import { CircleCheck, CircleDashed, CircleStop, Pause, type LucideIcon } from 'lucide-react';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

const looks: Record<TwinningState, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  proposed: { icon: CircleDashed, state: 'plain' },
  active: { icon: CircleCheck, state: 'good' },
  paused: { icon: Pause, state: 'slow' },
  ended: { icon: CircleStop, state: 'plain' },
};

export function StateChip({ state }: { state: TwinningState }) {
  const { t } = useTranslation('twinnings');
  return (
    <Chip icon={looks[state].icon} state={looks[state].state}>
      {t(`states.${state}`)}
    </Chip>
  );
}
