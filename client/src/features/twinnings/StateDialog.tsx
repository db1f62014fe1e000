import { listTwinnings, readTwinning, setTwinningState, type Twinning } from '@pluriclasse/shared/api/twinnings';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface StateDialogProps {
  twinning: Twinning;
  to: 'active' | 'paused' | 'ended';
  onClose: () => void;
}

/** Pauses a twinning, takes it up again, or ends it for good. */
export function StateDialog({ twinning: { twinningId, name }, to, onClose }: StateDialogProps) {
  const { t } = useTranslation('twinnings');
  const [reason, setReason] = useState('');
  const set = useChange(setTwinningState, [readTwinning, listTwinnings]);
  return (
    <FormDialog
      danger={to === 'ended'}
      title={t(`to.${to}.title`, { name })}
      act={t(`to.${to}.act`)}
      busy={set.isPending}
      error={set.error}
      onClose={onClose}
      onSubmit={() =>
        set.mutate(
          { params: { twinningId }, body: { state: to, reason: reason.trim() || null } },
          { onSuccess: onClose },
        )
      }
    >
      <p>{t(`to.${to}.words`)}</p>
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={200} />
    </FormDialog>
  );
}
