import type { Twinning } from '@pluriclasse/shared/api/twinnings';
import { Scenery } from '../../components/Scenery.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './twinnings.module.css';

export interface TwinningHeadProps {
  twinning: Twinning;
  signs: readonly SiteSign[];
}

/** The places of a twinning on their hills, joined by a dotted route. */
export function TwinningHead({ twinning, signs }: TwinningHeadProps) {
  const { t } = useTranslation('twinnings');
  return (
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
  );
}
