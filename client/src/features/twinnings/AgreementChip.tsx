import { listAgreements, type AgreementBrief } from '@pluriclasse/shared/api/agreements';
import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import { Link } from 'wouter';
import { Chip } from '../../components/Chip.tsx';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { agreementFor } from './agreementFor.ts';
import css from './twinnings.module.css';

/** Whether an agreement of all its schools is in force, and until when; else what is missing. */
export function AgreementChip({ participants }: Pick<Twinning, 'participants'>) {
  const { t } = useTranslation('twinnings');
  const read = useRead(listAgreements, {});
  if (read.data === undefined) return null;
  const agreement = agreementFor(
    read.data.agreements,
    participants.map(({ school }) => school.schoolId),
  );
  if (agreement === undefined) {
    return (
      <Link href="/agreements" className={css.chipLink}>
        <Chip state="slow" icon={CircleAlert}>
          {t('agreement.none')}
        </Chip>
      </Link>
    );
  }
  return (
    <Link href={`/agreements/${agreement.agreementId}`} className={css.chipLink}>
      <InForce agreement={agreement} />
    </Link>
  );
}

function InForce({ agreement: { state, from, to } }: { agreement: AgreementBrief }) {
  const { t } = useTranslation('twinnings');
  const when = useWhen();
  if (state === 'in-force' || state === 'expiring') {
    return (
      <Chip state={state === 'in-force' ? 'good' : 'slow'} icon={CircleCheck}>
        {t('agreement.inForce', { day: when.date(Date.parse(to), 'UTC') })}
      </Chip>
    );
  }
  return (
    <Chip state="slow" icon={Hourglass}>
      {state === 'agreed' ? t('agreement.begins', { day: when.date(Date.parse(from), 'UTC') }) : t('agreement.waits')}
    </Chip>
  );
}
