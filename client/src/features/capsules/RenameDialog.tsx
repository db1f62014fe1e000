import {
  listCapsules,
  readCapsule,
  readManifest,
  renameCapsule,
  type CapsuleBrief,
} from '@pluriclasse/shared/api/capsules';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useKeptChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export function RenameDialog({ capsule, onClose }: { capsule: CapsuleBrief; onClose: () => void }) {
  const { t } = useTranslation('capsules');
  const { t: common } = useTranslation('common');
  const { capsuleId } = capsule;
  const [title, setTitle] = useState(capsule.title);
  const rename = useKeptChange(renameCapsule, readCapsule, { params: { capsuleId } }, [listCapsules, readManifest]);
  const done = () => {
    showToast(t('rename.done'));
    onClose();
  };
  return (
    <FormDialog
      title={t('rename.title')}
      act={common('save')}
      busy={rename.isPending}
      error={rename.error}
      onClose={onClose}
      onSubmit={() => rename.mutate({ params: { capsuleId }, body: { title } }, { onSuccess: done })}
    >
      <TextField label={t('rename.field')} value={title} onChange={setTitle} maxLength={120} required />
    </FormDialog>
  );
}
