import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import { inviteSchool, listTwinningInvitations } from '@pluriclasse/shared/api/twinnings';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyField } from '../../components/CopyField.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { useWhen } from '../../lib/when.ts';
import { emptyDraft, TwinningWords, wordsOf } from './TwinningWords.tsx';

/** A link for a school one knows; it is shown this once. */
export function InviteSchoolDialog({ group, onClose }: { group: ClassGroup; onClose: () => void }) {
  const { t } = useTranslation('partners');
  const { t: common } = useTranslation('common');
  const when = useWhen();
  const [draft, setDraft] = useState(emptyDraft);
  const invite = useChange(inviteSchool, [listTwinningInvitations]);
  if (invite.data) {
    return (
      <Dialog title={t('invite.done')} onClose={onClose} acts={<Button onClick={onClose}>{common('close')}</Button>}>
        <CopyField
          label={t('invite.link')}
          value={invite.data.link}
          hint={t('invite.linkHint', { until: when.date(invite.data.invitation.expiresAt) })}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t('invite.title', { name: group.name })}
      act={t('invite.act')}
      busy={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSubmit={() => invite.mutate({ body: { ...wordsOf(draft), classGroupIds: [group.classGroupId] } })}
    >
      <p>{t('invite.words')}</p>
      <TwinningWords draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}
