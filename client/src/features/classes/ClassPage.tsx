import { listPupils, type ClassGroup, type Pupil } from '@pluriclasse/shared/api/schools';
import { ClassGroupId } from '@pluriclasse/shared/ids';
import { Archive, Pencil, Plus, Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { Banner } from '../../components/Banner.tsx';
import { Button } from '../../components/Button.tsx';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { schoolPath, useMay, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { ClassDialog } from './ClassDialog.tsx';
import css from './classes.module.css';
import { PupilDialog } from './PupilDialog.tsx';
import { PupilRows } from './PupilRows.tsx';
import { TakeBack } from './TakeBack.tsx';

interface MoreOfClass {
  /** What other features have to show of the class. */
  renderMore: (group: ClassGroup) => ReactNode;
}

export default function ClassPage({ renderMore }: MoreOfClass) {
  const { t } = useTranslation('classes');
  const parsed = ClassGroupId.safeParse(useParams<{ classGroupId: string }>().classGroupId);
  usePageTitle(parsed.success ? undefined : t('gone'));
  return parsed.success ? (
    <ClassRead classGroupId={parsed.data} renderMore={renderMore} />
  ) : (
    <EmptyState level={1} title={t('gone')} />
  );
}

function ClassRead({ classGroupId, renderMore }: MoreOfClass & { classGroupId: ClassGroupId }) {
  const { t } = useTranslation('classes');
  const read = useRead(listPupils, { params: { classGroupId } });
  usePageTitle(read.data?.classGroup.name ?? t('one'));
  return (
    <>
      {read.data === undefined && <PageHead title={t('one')} />}
      <ReadState read={read} rows={6}>
        {({ classGroup, pupils }) => (
          <ClassView group={classGroup} pupils={pupils}>
            {renderMore(classGroup)}
          </ClassView>
        )}
      </ReadState>
    </>
  );
}

interface ClassViewProps {
  group: ClassGroup;
  pupils: readonly Pupil[];
  children: ReactNode;
}

function ClassView({ group, pupils, children }: ClassViewProps) {
  const { t } = useTranslation('classes');
  const may = useMay();
  const { school } = useStaff();
  const [open, setOpen] = useState<'none' | 'class' | 'pupil'>('none');
  const close = () => setOpen('none');
  const { schoolId, classGroupId, putAwayAt } = group;
  const when = useWhen();
  const mayEdit = may('class:edit', { kind: 'class', schoolId, classGroupId });
  const add = mayEdit && putAwayAt === null && (
    <Button kind="primary" icon={Plus} onClick={() => setOpen('pupil')}>
      {t('pupil.add')}
    </Button>
  );
  return (
    <>
      <Link href={schoolPath(school, schoolId, 'classes')} className={css.up}>
        {t('title')}
      </Link>
      <PageHead
        title={group.name}
        note={[group.grades.length > 0 && t('grades', { grades: group.grades.join(', ') }), group.level]
          .filter(Boolean)
          .join(' · ')}
        acts={
          mayEdit && (
            <>
              <Button icon={Pencil} onClick={() => setOpen('class')}>
                {t('change')}
              </Button>
              {pupils.length > 0 && putAwayAt === null && (
                <ButtonLink icon={Printer} href={`/classes/${classGroupId}/codes`}>
                  {t('codes.open')}
                </ButtonLink>
              )}
              {pupils.length > 0 && add}
            </>
          )
        }
      />
      {putAwayAt !== null && (
        <Banner icon={Archive} act={<TakeBack group={group} />}>
          {t('away.banner', { day: when.date(putAwayAt) })}
        </Banner>
      )}
      <Paper title={t('pupils', { count: pupils.length })}>
        {pupils.length === 0 ? (
          <EmptyState title={t('noPupils.title')} acts={add}>
            {t('noPupils.words')}
          </EmptyState>
        ) : (
          <PupilRows pupils={pupils} mayEdit={mayEdit} />
        )}
      </Paper>
      {children}
      {open === 'class' && <ClassDialog schoolId={schoolId} group={group} onClose={close} />}
      {open === 'pupil' && <PupilDialog classGroupId={classGroupId} taken={pupils} onClose={close} />}
    </>
  );
}
