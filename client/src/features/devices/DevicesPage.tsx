import { listClasses, listDevices, readSchool } from '@pluriclasse/shared/api/schools';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay, useSchoolId } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { DeviceRows } from './DeviceRows.tsx';
import { PairDialog, type PairDraft } from './PairDialog.tsx';
import { WaitingRows } from './WaitingRows.tsx';

export default function DevicesPage() {
  const { t } = useTranslation('devices');
  const schoolId = useSchoolId();
  usePageTitle(t('title'));
  if (schoolId === undefined) return <EmptyState level={1} title={t('noSchool')} />;
  return <Devices schoolId={schoolId} />;
}

function Devices({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('devices');
  const may = useMay();
  const args = { params: { schoolId } };
  // Devices wait and come on while one looks.
  const devices = useRead(listDevices, args, { every: 5_000 });
  const school = useRead(readSchool, args);
  const classes = useRead(listClasses, args);
  const [draft, setDraft] = useState<PairDraft>();
  const mayPair = may('device:pair', { kind: 'school', schoolId });
  const rooms = school.data?.rooms ?? [];
  const classGroups = classes.data?.classes ?? [];
  return (
    <>
      <PageHead
        title={t('title')}
        note={school.data?.name}
        acts={
          mayPair && (
            <Button kind="primary" icon={Plus} onClick={() => setDraft({ code: '' })}>
              {t('add')}
            </Button>
          )
        }
      />
      <ReadState read={devices}>
        {({ devices: paired, waiting }) => (
          <>
            {mayPair && (
              <Paper title={t('waiting.title')}>
                <WaitingRows waiting={waiting} onChoose={({ code }) => setDraft({ code })} />
              </Paper>
            )}
            <Paper title={t('paired.title')}>
              <DeviceRows
                schoolId={schoolId}
                devices={paired}
                rooms={rooms}
                classes={[...classGroups, ...(classes.data?.away ?? [])]}
              />
            </Paper>
          </>
        )}
      </ReadState>
      {draft && (
        <PairDialog
          schoolId={schoolId}
          draft={draft}
          rooms={rooms}
          classes={classGroups}
          onClose={() => setDraft(undefined)}
        />
      )}
    </>
  );
}
