import { readSchool, type School } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { CalendarRange, Handshake, Tablet, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../components/ButtonLink.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { schoolPath, useMay, useSchoolId, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { Rooms } from './Rooms.tsx';
import css from './school.module.css';
import { SchoolForm } from './SchoolForm.tsx';

interface MoreOfSchool {
  /** What other features have to show of the school. */
  renderMore: (school: School) => ReactNode;
}

export default function SchoolPage({ renderMore }: MoreOfSchool) {
  const { t } = useTranslation('school');
  const schoolId = useSchoolId();
  usePageTitle(t('title'));
  return schoolId === undefined ? (
    <EmptyState level={1} title={t('none')} />
  ) : (
    <SchoolView schoolId={schoolId} renderMore={renderMore} />
  );
}

function SchoolView({ schoolId, renderMore }: MoreOfSchool & { schoolId: SchoolId }) {
  const { t } = useTranslation('school');
  const { school: own } = useStaff();
  const may = useMay();
  const school = useRead(readSchool, { params: { schoolId } });
  const subject = { kind: 'school', schoolId } as const;
  const mayEdit = may('school:edit', subject);
  return (
    <>
      <PageHead
        title={school.data?.name ?? t('title')}
        note={school.data?.town}
        acts={
          <>
            {may('timetable:read', subject) && (
              <ButtonLink icon={CalendarRange} href={schoolPath(own, schoolId, 'timetable')}>
                {t('time')}
              </ButtonLink>
            )}
            {may('staff:read', subject) && (
              <ButtonLink icon={UserRound} href={schoolPath(own, schoolId, 'staff')}>
                {t('staff')}
              </ButtonLink>
            )}
            {own?.schoolId === schoolId && (
              <ButtonLink icon={Handshake} href="/agreements">
                {t('agreements')}
              </ButtonLink>
            )}
            <ButtonLink icon={Users} href={schoolPath(own, schoolId, 'classes')}>
              {t('classes')}
            </ButtonLink>
            {may('device:read', subject) && (
              <ButtonLink icon={Tablet} href={schoolPath(own, schoolId, 'devices')}>
                {t('devices')}
              </ButtonLink>
            )}
          </>
        }
      />
      <ReadState read={school}>
        {(data) => (
          <div className={css.columns}>
            <SchoolForm school={data} mayEdit={mayEdit} />
            <Rooms school={data} mayEdit={mayEdit} />
            {renderMore(data)}
          </div>
        )}
      </ReadState>
    </>
  );
}
