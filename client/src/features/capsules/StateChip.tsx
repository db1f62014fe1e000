import type { CapsuleState } from '@pluriclasse/shared/api/capsules';
import { Ban, CircleCheck, CircleDot, Hourglass, type LucideIcon } from 'lucide-react';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

const looks: Record<CapsuleState, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  recording: { icon: CircleDot, state: 'recording' },
  ready: { icon: CircleCheck, state: 'good' },
  withdrawn: { icon: Ban, state: 'slow' },
  expired: { icon: Hourglass, state: 'plain' },
};

export function StateChip({ state }: { state: CapsuleState }) {
  const { t } = useTranslation('capsules');
  return (
    <Chip state={looks[state].state} icon={looks[state].icon}>
      {t(`states.${state}`)}
    </Chip>
  );
}
