import type { SchedulePattern } from '@pluriclasse/shared/calendar/answer';
import { toWallTime } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { Route } from 'lucide-react';
import { Icon } from '../../components/Icon.tsx';
import { Rich } from '../../components/Rich.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useAnswerWords } from '../../components/useAnswerWords.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './hours.module.css';

export interface NearlyProps {
  patterns: readonly SchedulePattern[];
  signs: ReadonlyMap<string, SiteSign>;
  names: Readonly<Record<string, string>>;
  /** Of the schools, in the twinning's order. */
  zones: ReadonlyMap<string, string>;
}

/** Hours that hold on no date as things are, each with the one change by which they would. */
export function Nearly({ patterns, signs, names, zones }: NearlyProps) {
  const { t } = useTranslation('hours');
  const { weekday, relaxation, list } = useAnswerWords(names);
  const shown = patterns.filter(({ relaxations }) => relaxations.length > 0);
  if (shown.length === 0) return null;
  return (
    <section className={css.nearly} aria-label={t('nearly')}>
      <h2>{t('nearly')}</h2>
      <ul>
        {shown.map(({ patternId, slots, failures, relaxations }) => {
          const [best] = relaxations;
          // No date holds, so what its hour is elsewhere is read from one that fails.
          const at = failures.find(({ startsAt }) => startsAt !== null)?.startsAt;
          return (
            <li key={patternId}>
              <b>{list(slots.map((slot) => weekday(slot.weekday)))}</b>
              <span className={css.nearlyHours}>
                {[...zones].map(([schoolId, zone]) => {
                  const sign = signs.get(schoolId);
                  return (
                    <span key={schoolId}>
                      {sign && <SiteMark sign={sign} named />}
                      {at != null && toWallTime(toWall(at, zone).minute).replace(/^0/, '')}
                    </span>
                  );
                })}
              </span>
              {best && (
                <span className={css.nearlyHow}>
                  <Icon of={Route} />
                  <span>
                    <Rich text={t('wins', { what: relaxation(best), count: best.gain })} />
                  </span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
