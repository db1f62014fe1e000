import { countLessonsAhead } from '@pluriclasse/shared/api/lessons';
import { listStaff, readSchool } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { schoolPath, useMay, useSchoolId, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { FormerStaff } from './FormerStaff.tsx';
import { Invitations } from './Invitations.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import css from './staff.module.css';
import { StaffRows } from './StaffRows.tsx';

export default function StaffPage() {
  const { t } = useTranslation('staff');
  const schoolId = useSchoolId();
  usePageTitle(t('title'));
  return schoolId === undefined ? <EmptyState level={1} title={t('noSchool')} /> : <StaffView schoolId={schoolId} />;
}

function StaffView({ schoolId }: { schoolId: SchoolId }) {
  const { t } = useTranslation('staff');
  const may = useMay();
  const [inviting, setInviting] = useState(false);
  const { school: own } = useStaff();
  const school = useRead(readSchool, { params: { schoolId } });
  const staff = useRead(listStaff, { params: { schoolId } });
  const mayInvite = may('staff:invite', { kind: 'school', schoolId });
  // Read beforehand, so that the question whether somebody leaves does not grow while one reads it.
  const ahead = useRead(countLessonsAhead, { params: { schoolId } }, { enabled: mayInvite });
  return (
    <>
      <Link href={schoolPath(own, schoolId, 'school')} className={css.up}>
        {school.data?.name ?? t('school')}
      </Link>
      <PageHead
        title={t('title')}
        acts={
          mayInvite && (
            <Button kind="primary" icon={UserPlus} onClick={() => setInviting(true)}>
              {t('invite.open')}
            </Button>
          )
        }
      />
      <ReadState read={staff}>
        {({ staff: members, invitations, former }) => (
          <>
            <Paper title={t('members')}>
              <StaffRows
                schoolId={schoolId}
                members={members}
                mayInvite={mayInvite}
                lessonsAhead={ahead.data?.count ?? 0}
              />
            </Paper>
            {mayInvite && invitations.length > 0 && (
              <Paper title={t('invitations.title')}>
                <Invitations schoolId={schoolId} invitations={invitations} />
              </Paper>
            )}
            {former.length > 0 && (
              <Paper title={t('former.title')}>
                <FormerStaff schoolId={schoolId} former={former} />
              </Paper>
            )}
          </>
        )}
      </ReadState>
      {inviting && <InviteDialog schoolId={schoolId} onClose={() => setInviting(false)} />}
    </>
  );
}
