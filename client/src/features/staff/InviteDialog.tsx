import { inviteStaff, listStaff } from '@pluriclasse/shared/api/schools';
import { StaffRole } from '@pluriclasse/shared/domain/roles';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { CopyField } from '../../components/CopyField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';

/** Who is invited as what; then the link to hand over, this once. */
export function InviteDialog({ schoolId, onClose }: { schoolId: SchoolId; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const isAdmin = useStaff().roles.includes('admin');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<StaffRole[]>(['teacher']);
  const invite = useChange(inviteStaff, [listStaff]);
  // A head makes teachers and heads of the own school; the network's own roles are an administrator's to give.
  const givable = StaffRole.options.filter((role) => isAdmin || role === 'teacher' || role === 'head');
  if (invite.data) {
    return (
      <Dialog
        title={t('invite.done', { name })}
        onClose={onClose}
        acts={<Button onClick={onClose}>{common('close')}</Button>}
      >
        <CopyField
          label={t('link.label')}
          value={invite.data.link}
          hint={t('link.hint', { until: when.dayTime(invite.data.invitation.expiresAt) })}
        />
      </Dialog>
    );
  }
  const submit = () => {
    if (roles.length > 0) invite.mutate({ params: { schoolId }, body: { name, email, roles } });
  };
  return (
    <FormDialog
      title={t('invite.title')}
      act={t('invite.act')}
      busy={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('invite.name')} value={name} onChange={setName} required maxLength={80} autoComplete="off" />
      <TextField
        label={t('invite.email')}
        type="email"
        value={email}
        onChange={setEmail}
        required
        maxLength={254}
        autoComplete="off"
      />
      <CheckList
        legend={t('invite.roles')}
        options={givable.map((role) => ({ value: role, label: common(`roles.${role}`) }))}
        chosen={roles}
        onChange={setRoles}
        {...(roles.length === 0 && { hint: t('invite.noRole') })}
      />
    </FormDialog>
  );
}
