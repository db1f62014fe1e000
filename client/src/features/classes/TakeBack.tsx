import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { listClasses, listPupils, takeClassBack, type ClassGroup } from '@pluriclasse/shared/api/schools';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useChange } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** Takes a class back that is put away, for those who may. */
export function TakeBack({ group: { name, schoolId, classGroupId } }: { group: ClassGroup }) {
  const { t } = useTranslation('classes');
  const { t: common } = useTranslation('common');
  const may = useMay();
  const back = useChange(takeClassBack, [listClasses, listPupils, listTwinnings]);
  if (!may('class:put-away', { kind: 'class', schoolId, classGroupId })) return null;
  const done = () => showToast(t('away.backDone', { name }));
  return (
    <>
      {back.error && <ErrorLine>{errorText(common, back.error)}</ErrorLine>}
      <Button
        aria-label={t('away.backLabel', { name })}
        busy={back.isPending}
        onClick={() => back.mutate({ params: { classGroupId } }, { onSuccess: done })}
      >
        {t('away.back')}
      </Button>
    </>
  );
}
