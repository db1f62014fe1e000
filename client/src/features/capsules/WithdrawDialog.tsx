import { listCapsules, readCapsule, withdrawCapsule, type CapsuleBrief } from '@pluriclasse/shared/api/capsules';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useKeptChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** There is no way back from it, and it says so. */
export function WithdrawDialog({ capsule, onClose }: { capsule: CapsuleBrief; onClose: () => void }) {
  const { t } = useTranslation('capsules');
  const { capsuleId, title } = capsule;
  const withdraw = useKeptChange(withdrawCapsule, readCapsule, { params: { capsuleId } }, [listCapsules]);
  const done = () => {
    showToast(t('withdraw.done'));
    onClose();
  };
  return (
    <FormDialog
      danger
      title={t('withdraw.title', { title })}
      act={t('withdraw.act')}
      busy={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSubmit={() => withdraw.mutate({ params: { capsuleId } }, { onSuccess: done })}
    >
      <p>{t('withdraw.words')}</p>
    </FormDialog>
  );
}
