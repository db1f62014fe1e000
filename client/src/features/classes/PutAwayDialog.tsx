import { countLessonsAhead } from '@pluriclasse/shared/api/lessons';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { listClasses, listPupils, putClassAway, type ClassGroup } from '@pluriclasse/shared/api/schools';
import { FormDialog } from '../../components/FormDialog.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useChange, useRead } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** Whether a class's year is over, and what rests then. */
export function PutAwayDialog({ group, onClose }: { group: ClassGroup; onClose: () => void }) {
  const { t } = useTranslation('classes');
  const { name, schoolId, classGroupId } = group;
  const ahead = useRead(countLessonsAhead, { params: { schoolId }, query: { classGroupId } });
  const putAway = useChange(putClassAway, [listClasses, listPupils, listTwinnings]);
  const done = () => {
    onClose();
    showToast(t('away.done', { name }));
  };
  return (
    <FormDialog
      danger
      title={t('away.title', { name })}
      act={t('away.act')}
      busy={putAway.isPending}
      error={putAway.error}
      onClose={onClose}
      onSubmit={() => putAway.mutate({ params: { classGroupId } }, { onSuccess: done })}
    >
      <p>{t('away.words')}</p>
      <p>{t('away.kept')}</p>
      <ReadState read={ahead} rows={1}>
        {({ count }) => count > 0 && <p>{t('away.ahead', { count })}</p>}
      </ReadState>
      <p>{t('away.past')}</p>
    </FormDialog>
  );
}
