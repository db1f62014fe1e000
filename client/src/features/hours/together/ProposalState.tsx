import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import { Chip } from '../../../components/Chip.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from './together.module.css';
import type { Proposal } from './useProposals.ts';

/** How the proposal of one twinning's series stands, and what has failed. */
export function ProposalState({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('together');
  const { t: common } = useTranslation('common');
  switch (proposal.state) {
    case 'waiting':
    case 'proposing':
      return <Chip icon={Hourglass}>{t(`proposal.${proposal.state}`)}</Chip>;
    case 'known':
      return (
        <Chip state="good" icon={CircleCheck}>
          {t('proposal.known')}
        </Chip>
      );
    case 'proposed':
      return (
        <>
          <Chip state="good" icon={CircleCheck}>
            {t('proposal.proposed', { count: proposal.lessons })}
          </Chip>
          {proposal.refused > 0 && (
            <span className={css.note}>{t('proposal.refused', { count: proposal.refused })}</span>
          )}
        </>
      );
    case 'failed':
      return (
        <>
          <Chip state="trouble" icon={CircleAlert}>
            {t('proposal.failed')}
          </Chip>
          <span className={css.note}>{errorText(common, proposal.error)}</span>
        </>
      );
  }
}
