import { readViewings } from '@pluriclasse/shared/api/capsules';
import type { CapsuleId } from '@pluriclasse/shared/ids';
import { DataTable } from '../../components/DataTable.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './capsules.module.css';

/** Which staff of other schools looked at it. */
export function Viewings({ capsuleId }: { capsuleId: CapsuleId }) {
  const { t } = useTranslation('capsules');
  const when = useWhen();
  const zone = useStaff().school?.timeZone;
  const read = useRead(readViewings, { params: { capsuleId } });
  return (
    <Paper title={t('viewings.title')}>
      <ReadState read={read}>
        {({ viewings }) =>
          viewings.length === 0 ? (
            <p className={css.note}>{t('viewings.none')}</p>
          ) : (
            <DataTable
              caption={t('viewings.title')}
              rows={viewings}
              rowKey={({ at, staffId }) => `${at} ${staffId}`}
              columns={[
                { key: 'who', head: t('viewings.who'), names: true, cell: ({ name }) => name ?? t('viewings.left') },
                { key: 'school', head: t('viewings.school'), cell: ({ school }) => school },
                { key: 'when', head: t('viewings.when'), cell: ({ at }) => when.dayTime(at, zone) },
              ]}
            />
          )
        }
      </ReadState>
    </Paper>
  );
}
