import { listClasses, readSchool } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay, useSchoolId } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { ClassDialog } from './ClassDialog.tsx';
import { ClassRows } from './ClassRows.tsx';

export default function ClassesPage() {
  const { t } = useTranslation('classes');
  const schoolId = useSchoolId();
  usePageTitle(t('title'));
  return schoolId === undefined ? <EmptyState level={1} title={t('noSchool')} /> : <Classes schoolId={schoolId} />;
}

function Classes({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('classes');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const school = useRead(readSchool, { params: { schoolId } });
  const classes = useRead(listClasses, { params: { schoolId } });
  const away = classes.data?.away ?? [];
  const mayEdit = may('school:edit', { kind: 'school', schoolId });
  const add = mayEdit && (
    <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('title')} note={school.data?.name} acts={classes.data?.classes.length !== 0 && add} />
      <Paper title={t('title')} titleHidden>
        <ReadState read={classes}>
          {({ classes: groups }) =>
            groups.length === 0 ? (
              <EmptyState title={t('none.title')} acts={add}>
                {t('none.words')}
              </EmptyState>
            ) : (
              <ClassRows groups={groups} />
            )
          }
        </ReadState>
      </Paper>
      {away.length > 0 && (
        <Paper title={t('away.list')}>
          <ClassRows groups={away} />
        </Paper>
      )}
      {adding && <ClassDialog schoolId={schoolId} onClose={() => setAdding(false)} />}
    </>
  );
}
