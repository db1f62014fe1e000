import type { MailState } from '@pluriclasse/shared/api/mails';
import { CircleCheck, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';

const looks: Record<MailState, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  waiting: { icon: Hourglass, state: 'slow' },
  sent: { icon: CircleCheck, state: 'good' },
  refused: { icon: CircleX, state: 'trouble' },
  'given-up': { icon: CircleX, state: 'trouble' },
};

export function MailStateChip({ state }: { state: MailState }) {
  const { t } = useTranslation('mails');
  return (
    <Chip icon={looks[state].icon} state={looks[state].state}>
      {t(`states.${state}`)}
    </Chip>
  );
}
