import type { CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { CircleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { Banner } from '../../components/Banner.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { Acts } from './Acts.tsx';
import css from './capsules.module.css';
import { timeText } from './edit/clock.ts';
import { signedSites } from './signedSites.ts';
import { StateChip } from './StateChip.tsx';

/** When it was, how long and how large it is, until when it is kept, and what is missing. */
export function About({ capsule }: { capsule: CapsuleBrief }) {
  const { t, language } = useTranslation('capsules');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  const { lessonId, startsAt, duration, bytes, expiresAt, hasGaps, state } = capsule;
  const there = state === 'ready' || state === 'recording';
  const [unit, by] = bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const size = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: by === 1e6 ? 1 : 0 });
  return (
    <Paper title={t('about.title')} aside={<StateChip state={state} />} className={css.stack}>
      <dl className={css.facts}>
        <dt>{t('about.when')}</dt>
        <dd>
          {when.date(startsAt, zone)}, {when.time(startsAt, zone)}
          {lessonId === null ? (
            <> · {t('alone')}</>
          ) : (
            <>
              {' · '}
              <Link href={`/lessons/${lessonId}`}>{t('about.lesson')}</Link>
            </>
          )}
        </dd>
        <dt>{t('about.schools')}</dt>
        <dd>
          <ul className={css.places}>
            {signedSites(capsule).map(({ schoolId, name, sign }) => (
              <li key={schoolId} className={css.mark}>
                <SiteMark sign={sign} /> <span>{name}</span>
              </li>
            ))}
          </ul>
        </dd>
        {there && (
          <>
            <dt>{t('about.length')}</dt>
            <dd>{timeText(duration)}</dd>
            <dt>{t('about.size')}</dt>
            <dd>{size.format(bytes / by)}</dd>
            <dt>{t('about.kept')}</dt>
            <dd>{when.date(expiresAt, zone)}</dd>
          </>
        )}
      </dl>
      {hasGaps && there && <Banner icon={CircleAlert}>{t('gapsWords')}</Banner>}
      {there && <Acts capsule={capsule} />}
    </Paper>
  );
}
