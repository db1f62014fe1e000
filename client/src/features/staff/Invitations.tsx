import { listStaff, withdrawInvitation, type Invitation } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Mail } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import css from './staff.module.css';

/** Who was invited and has not come yet. */
export function Invitations({ schoolId, invitations }: { schoolId: SchoolId; invitations: readonly Invitation[] }) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const withdraw = useChange(withdrawInvitation, [listStaff]);
  return (
    <>
      {withdraw.error && <ErrorLine>{errorText(common, withdraw.error)}</ErrorLine>}
      <Rows>
        {invitations.map((invitation) => (
          <Row
            key={invitation.invitationId}
            start={<Icon of={Mail} />}
            end={
              <Button
                aria-label={t('invitations.withdrawLabel', { email: invitation.email })}
                onClick={() => withdraw.mutate({ params: { schoolId, invitationId: invitation.invitationId } })}
              >
                {t('invitations.withdraw')}
              </Button>
            }
          >
            <b>{invitation.email}</b>{' '}
            <span className={css.roles}>{when.list(invitation.roles.map((role) => common(`roles.${role}`)))}</span>
            <p className={css.note}>{t('invitations.until', { until: when.dayTime(invitation.expiresAt) })}</p>
          </Row>
        ))}
      </Rows>
    </>
  );
}
