import { deleteClosure, type SchoolClosure, type Timetable } from '@pluriclasse/shared/api/timetables';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';

export interface RemoveClosureProps {
  timetable: Timetable;
  closure: SchoolClosure;
  onClose: () => void;
}

export function RemoveClosure({ timetable, closure, onClose }: RemoveClosureProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const { schoolId, revision } = timetable;
  const remove = useTimetableChange(deleteClosure, schoolId);
  const params = { schoolId, closureId: closure.closureId };
  return (
    <FormDialog
      danger
      title={t('year.closure.removeTitle', { name: closure.name })}
      act={common('remove')}
      busy={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onSubmit={() => remove.mutate({ params, body: { revision } }, { onSuccess: onClose })}
    >
      <p>{t('year.closure.removeWords', { span: days.span(closure.from, closure.to) })}</p>
    </FormDialog>
  );
}
