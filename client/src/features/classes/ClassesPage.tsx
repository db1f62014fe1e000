import { listClasses, readSchool } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay, useSchoolId } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { ClassDialog } from './ClassDialog.tsx';
import css from './classes.module.css';

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
              <Rows>
                {groups.map((group) => (
                  <Row
                    key={group.classGroupId}
                    start={<Icon of={Users} />}
                    end={<span className={css.note}>{t('pupils', { count: group.pupilCount })}</span>}
                  >
                    <Link href={`/classes/${group.classGroupId}`}>{group.name}</Link>{' '}
                    <span className={css.note}>
                      {group.grades.length > 0 && t('grades', { grades: group.grades.join(', ') })}
                      {group.level !== null && ` · ${group.level}`}
                    </span>
                  </Row>
                ))}
              </Rows>
            )
          }
        </ReadState>
      </Paper>
      {adding && <ClassDialog schoolId={schoolId} onClose={() => setAdding(false)} />}
    </>
  );
}
