import { listStaff, takeStaffBack, type FormerMember } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { UserRound } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './staff.module.css';

/** Who has left, and the way back. */
export function FormerStaff({ schoolId, former }: { schoolId: SchoolId; former: readonly FormerMember[] }) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const may = useMay();
  const back = useChange(takeStaffBack, [listStaff]);
  const takeBack = ({ staffId, name }: FormerMember) =>
    back.mutate({ params: { schoolId, staffId } }, { onSuccess: () => showToast(t('former.done', { name })) });
  return (
    <>
      {back.error && <ErrorLine>{errorText(common, back.error)}</ErrorLine>}
      <Rows>
        {former.map((member) => (
          <Row
            key={member.staffId}
            start={<Icon of={UserRound} />}
            end={
              may('staff:remove', { kind: 'member', schoolId, roles: member.roles, own: false }) && (
                <Button
                  aria-label={t('former.backLabel', { name: member.name })}
                  busy={back.isPending && back.variables.params.staffId === member.staffId}
                  onClick={() => takeBack(member)}
                >
                  {t('former.back')}
                </Button>
              )
            }
          >
            <b>{member.name}</b>{' '}
            <span className={css.roles}>{when.list(member.roles.map((role) => common(`roles.${role}`)))}</span>
            <p className={css.note}>{t('former.since', { email: member.email, day: when.date(member.leftAt) })}</p>
          </Row>
        ))}
      </Rows>
    </>
  );
}
