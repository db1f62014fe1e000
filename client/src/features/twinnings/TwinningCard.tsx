import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import { CalendarPlus } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Paper } from '../../components/Paper.tsx';
import { Scenery } from '../../components/Scenery.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useMaySchedule } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './twinnings.module.css';

/** The places of a twinning, joined by a dotted route. */
export function TwinningCard({ twinning }: { twinning: Twinning }) {
  const { t } = useTranslation('twinnings');
  const maySchedule = useMaySchedule();
  const signs = siteSigns(twinning.participants.map((participant) => participant.school.name));
  return (
    <Paper title={twinning.name} titleHidden flush>
      <div className={css.land}>
        <Scenery scene="band" className={css.band} />
        <ul className={css.places} aria-label={t('schools')}>
          {twinning.participants.map(({ school, classes }, n) => {
            const sign = signs[n];
            return (
              <li key={school.schoolId} className={css.place}>
                {sign && <SiteMark sign={sign} className={css.mark} />}
                <div>
                  <b>{school.name}</b>
                  <p className={css.note}>
                    {[
                      school.town,
                      ...classes.map(({ name, level }) => (level === null ? name : `${name} (${level})`)),
                      ...(classes.length === 0 ? [t('noneLeft')] : []),
                    ].join(' · ')}
                  </p>
                </div>
              </li>
            );
          })}
        </ul>
      </div>
      <div className={css.foot}>
        <p className={css.name}>{twinning.name}</p>
        {!twinning.meets && <p className={css.note}>{t('rests')}</p>}
        {twinning.meets && maySchedule(twinning.participants) && (
          <ButtonLink icon={CalendarPlus} href={`/lessons/new?twinning=${twinning.twinningId}`}>
            {t('plan')}
          </ButtonLink>
        )}
      </div>
    </Paper>
  );
}
