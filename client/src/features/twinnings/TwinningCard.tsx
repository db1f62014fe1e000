import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import { CalendarPlus, CalendarSearch } from 'lucide-react';
import { Link } from 'wouter';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Paper } from '../../components/Paper.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { useMaySchedule } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { StateChip } from './StateChip.tsx';
import { TwinningHead } from './TwinningHead.tsx';
import css from './twinnings.module.css';

/** A twinning in the list: its places, and what to do next. */
export function TwinningCard({ twinning }: { twinning: Twinning }) {
  const { t } = useTranslation('twinnings');
  const maySchedule = useMaySchedule();
  const { twinningId, name, participants, meets, state } = twinning;
  return (
    <Paper title={name} titleHidden flush>
      <TwinningHead twinning={twinning} signs={siteSigns(participants.map(({ school }) => school.name))} />
      <div className={css.foot}>
        <p className={css.name}>
          <Link href={`/twinnings/${twinningId}`}>{name}</Link>
        </p>
        {state !== 'active' && <StateChip state={state} />}
        {state === 'active' && !meets && <p className={css.note}>{t('rests')}</p>}
        {meets && maySchedule(participants) && (
          <div className={css.acts}>
            <ButtonLink icon={CalendarSearch} href={`/hours?twinning=${twinningId}`}>
              {t('findHours')}
            </ButtonLink>
            <ButtonLink icon={CalendarPlus} href={`/lessons/new?twinning=${twinningId}`}>
              {t('plan')}
            </ButtonLink>
          </div>
        )}
      </div>
    </Paper>
  );
}
