import { listScheduled } from '@pluriclasse/shared/api/series';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { CalendarRange } from 'lucide-react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { Paper } from '../../components/Paper.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './dashboard.module.css';

/** For coordinators: twinnings that have no series yet; nothing at all where there are fewer than two. */
export function WithoutHours() {
  const { t } = useTranslation('dashboard');
  const coordinates = useMay()('hours:find', { kind: 'joint', schoolIds: [], classGroupIds: [] });
  const twinnings = useRead(listTwinnings, {}, { enabled: coordinates });
  const scheduled = useRead(listScheduled, {}, { enabled: coordinates });
  if (!coordinates || twinnings.data === undefined || scheduled.data === undefined) return null;
  const taken = new Set(scheduled.data.twinningIds);
  const count = twinnings.data.twinnings.filter(({ meets, twinningId }) => meets && !taken.has(twinningId)).length;
  if (count < 2) return null;
  return (
    <Paper
      title={t('together.title')}
      aside={
        <ButtonLink size="dense" icon={CalendarRange} href="/hours/together">
          {t('together.act')}
        </ButtonLink>
      }
    >
      <p className={css.none}>{t('together.words', { count })}</p>
    </Paper>
  );
}
