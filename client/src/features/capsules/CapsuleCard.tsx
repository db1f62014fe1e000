import { readPicture, type CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { CircleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { BoardPictureView } from '../../components/BoardPictureView.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Paper } from '../../components/Paper.tsx';
import { SiteMark } from '../../components/SiteMark.tsx';
import { useSeen } from '../../components/useSeen.ts';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './capsules.module.css';
import { signedSites } from './signedSites.ts';
import { StateChip } from './StateChip.tsx';
import type { NamedClass } from './useClassNames.ts';

/** One capsule of the list. */
export function CapsuleCard({ capsule, classes }: { capsule: CapsuleBrief; classes: readonly NamedClass[] }) {
  const { t } = useTranslation('capsules');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  const published = usePublishedWords(capsule, classes);
  const { capsuleId, title, startsAt, duration, state, expiresAt, hasGaps } = capsule;
  return (
    <Paper className={css.card}>
      {(state === 'ready' || state === 'recording') && <CardPicture capsuleId={capsuleId} />}
      <h2 className={css.cardTitle}>
        <Link href={`/capsules/${capsuleId}`}>{title}</Link>
      </h2>
      <div className={css.chips}>
        {hasGaps && state === 'ready' && (
          <Chip state="slow" icon={CircleAlert}>
            {t('gaps')}
          </Chip>
        )}
        <StateChip state={state} />
      </div>
      <p className={css.when}>
        {when.dayTime(startsAt, zone)} · {t('minutes', { count: Math.max(1, Math.round(duration / 60_000)) })}
      </p>
      <ul className={css.places}>
        {signedSites(capsule).map(({ schoolId, name, sign }) => (
          <li key={schoolId} className={css.mark}>
            <SiteMark sign={sign} /> <span>{name}</span>
          </li>
        ))}
      </ul>
      {(state === 'ready' || state === 'recording') && (
        <p className={css.foot}>
          <span>{published}</span>
          <span>{t('kept', { day: when.date(expiresAt, zone) })}</span>
        </p>
      )}
    </Paper>
  );
}

/** What was on the board: which lesson it was is seen sooner than read. */
function CardPicture({ capsuleId }: { capsuleId: CapsuleId }) {
  const { ref, seen } = useSeen<HTMLDivElement>();
  const { data } = useRead(readPicture, { params: { capsuleId } }, { enabled: seen });
  return (
    <div ref={ref} className={css.picture}>
      <BoardPictureView picture={data?.picture} />
    </div>
  );
}

/** Which classes have it: by name where one knows them, and of which school where two have one name. */
function usePublishedWords({ classGroupIds, sites }: CapsuleBrief, classes: readonly NamedClass[]): string {
  const { t } = useTranslation('capsules');
  const when = useWhen();
  if (classGroupIds.length === 0) return t('published.none');
  const has = classes.filter((one) => classGroupIds.includes(one.classGroupId));
  const names = has.map(({ name, schoolId }) => {
    const school = sites.find((site) => site.schoolId === schoolId)?.name;
    const alone = has.every((one) => one.schoolId === schoolId || one.name !== name);
    return alone || school === undefined ? name : `${name} ${school}`;
  });
  const others = classGroupIds.length - names.length;
  if (names.length === 0) return t('published.only', { count: others });
  const known = t('published.all', { classes: when.list(names) });
  return others === 0 ? known : `${known} ${t('published.more', { count: others })}`;
}
