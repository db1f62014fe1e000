import { undoTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { UnsavedFirst } from './UnsavedFirst.tsx';

interface TakeBackProps {
  timetable: Timetable;
  busy: boolean;
  onClose: () => void;
}

/** Takes the last stored change back, whoever made it. */
export function TakeBackDialog({ timetable, busy, onClose }: TakeBackProps) {
  const { t } = useTranslation('timetable');
  const { schoolId, revision } = timetable;
  const back = useTimetableChange(undoTimetable, schoolId);
  if (busy) return <UnsavedFirst title={t('takeBack.title')} onClose={onClose} />;
  const submit = () =>
    back.mutate(
      { params: { schoolId }, body: { revision } },
      {
        onSuccess: () => {
          onClose();
          showToast(t('takeBack.done'));
        },
      },
    );
  return (
    <FormDialog
      title={t('takeBack.title')}
      act={t('takeBack.do')}
      busy={back.isPending}
      error={back.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('takeBack.words')}</p>
    </FormDialog>
  );
}
