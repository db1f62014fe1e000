import { listStaff, removeStaff, type StaffMember } from '@pluriclasse/shared/api/schools';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

export interface RemoveDialogProps {
  schoolId: SchoolId;
  member: StaffMember;
  /** Everybody of the school, to see who is left. */
  members: readonly StaffMember[];
  lessonsAhead: number;
  onClose: () => void;
}

const teaches = ({ roles }: StaffMember) => roles.includes('teacher');

/** Whether a colleague leaves, and what becomes of the lessons. */
export function RemoveDialog({ schoolId, member, members, lessonsAhead, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('staff');
  const { staffId, name } = member;
  const remove = useChange(removeStaff, [listStaff]);
  const alone = !members.some((other) => other.staffId !== staffId && teaches(other));
  const done = () => {
    onClose();
    showToast(t('remove.done', { name }));
  };
  return (
    <FormDialog
      danger
      title={t('remove.title', { name })}
      act={t('remove.act')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ params: { schoolId, staffId } }, { onSuccess: done })}
    >
      <p>{t('remove.words', { name })}</p>
      {teaches(member) && lessonsAhead > 0 && (
        <p>{t(alone ? 'remove.aheadAlone' : 'remove.ahead', { count: lessonsAhead })}</p>
      )}
      <p>{t('remove.past', { name })}</p>
    </FormDialog>
  );
}
