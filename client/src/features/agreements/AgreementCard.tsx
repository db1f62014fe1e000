import type { AgreementBrief } from '@pluriclasse/shared/api/agreements';
import type { SchoolStanding } from '@pluriclasse/shared/domain/agreement';
import { Check, DoorOpen, Hourglass, X, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import { Chip, type ChipProps } from '../../components/Chip.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './agreements.module.css';
import { StateChip } from './StateChip.tsx';
import { useDay } from './useDay.ts';

const looks: Record<SchoolStanding, { icon: LucideIcon; state: NonNullable<ChipProps['state']> }> = {
  waiting: { icon: Hourglass, state: 'slow' },
  agreed: { icon: Check, state: 'good' },
  refused: { icon: X, state: 'trouble' },
  withdrawn: { icon: DoorOpen, state: 'plain' },
};

/** An agreement among others: its schools, what each has said, until when it holds. */
export function AgreementCard({ agreement }: { agreement: AgreementBrief }) {
  const { t } = useTranslation('agreements');
  const day = useDay();
  const { agreementId, title, from, to, state, schools, waitsForMe } = agreement;
  const signs = siteSigns(schools.map(({ school }) => school.name));
  return (
    <Paper title={title} titleHidden>
      <div className={css.card}>
        <div>
          <Link href={`/agreements/${agreementId}`} className={css.cardTitle}>
            {title}
          </Link>
          <p className={css.small}>{t('span', { from: day(from), to: day(to) })}</p>
        </div>
        <div className={css.chips}>
          {waitsForMe && (
            <Chip icon={Hourglass} state="now">
              {t('waitsForYou')}
            </Chip>
          )}
          <StateChip state={state} from={from} to={to} />
        </div>
        <ul className={css.places} aria-label={t('schools')}>
          {schools.map(({ school, standing }, n) => {
            const sign = signs[n];
            const { icon, state: look } = looks[standing];
            return (
              <li key={school.schoolId} className={css.place}>
                {sign && <SiteMark sign={sign} />}
                <span>{school.name}</span>
                {state !== 'draft' && (
                  <Chip icon={icon} state={look}>
                    {t(`standings.${standing}`)}
                  </Chip>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </Paper>
  );
}
