import { inviteNewPassword, type StaffMember } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { KeyRound, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyField } from '../../components/CopyField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Row, Rows } from '../../components/Rows.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useMay, useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import css from './staff.module.css';

interface NewPassword {
  name: string;
  link: string;
  expiresAt: number;
}

export function StaffRows({
  schoolId,
  members,
  mayInvite,
  lessonsAhead,
}: {
  schoolId: SchoolId;
  members: readonly StaffMember[];
  mayInvite: boolean;
  /** Planned lessons of the school. */
  lessonsAhead: number;
}) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [shown, setShown] = useState<NewPassword>();
  const [leaving, setLeaving] = useState<StaffMember>();
  const may = useMay();
  const me = useStaff();
  const mayRemove = ({ staffId, roles }: StaffMember) =>
    may('staff:remove', { kind: 'member', schoolId, roles, own: staffId === me.staffId });
  const renew = useChange(inviteNewPassword, []);
  const ask = (member: StaffMember) =>
    renew.mutate(
      { params: { schoolId, staffId: member.staffId } },
      { onSuccess: ({ link, expiresAt }) => setShown({ name: member.name, link, expiresAt }) },
    );
  return (
    <>
      {renew.error && <ErrorLine>{errorText(common, renew.error)}</ErrorLine>}
      {members.length === 0 && <p className={css.note}>{t('nobody')}</p>}
      <Rows>
        {members.map((member) => (
          <Row
            key={member.staffId}
            start={<Icon of={UserRound} />}
            end={
              mayInvite && (
                <>
                  <Button
                    icon={KeyRound}
                    aria-label={t('renew.label', { name: member.name })}
                    onClick={() => ask(member)}
                  >
                    {t('renew.act')}
                  </Button>
                  {mayRemove(member) && (
                    <Menu
                      label={common('moreActs', { name: member.name })}
                      acts={[{ key: 'remove', word: t('remove.act'), onAct: () => setLeaving(member) }]}
                    />
                  )}
                </>
              )
            }
          >
            <b>{member.name}</b>{' '}
            <span className={css.roles}>{when.list(member.roles.map((role) => common(`roles.${role}`)))}</span>
            <p className={css.note}>{member.email}</p>
          </Row>
        ))}
      </Rows>
      {leaving && (
        <RemoveDialog
          schoolId={schoolId}
          member={leaving}
          members={members}
          lessonsAhead={lessonsAhead}
          onClose={() => setLeaving(undefined)}
        />
      )}
      {shown && (
        <Dialog
          title={t('renew.title', { name: shown.name })}
          onClose={() => setShown(undefined)}
          acts={<Button onClick={() => setShown(undefined)}>{common('close')}</Button>}
        >
          <CopyField
            label={t('link.label')}
            value={shown.link}
            hint={t('link.hint', { until: when.dayTime(shown.expiresAt) })}
          />
        </Dialog>
      )}
    </>
  );
}
