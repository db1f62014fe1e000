import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLeaveGuard } from '../../lib/useLeaveGuard.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** Asks before the page is left while what was written can't be saved. */
export function LeaveDialog({ unsaved }: { unsaved: boolean }) {
  const { t } = useTranslation('captions');
  const { asks, stay, leave } = useLeaveGuard(unsaved);
  if (!asks) return null;
  return (
    <Dialog
      title={t('leave.title')}
      onClose={stay}
      acts={
        <>
          <Button onClick={stay}>{t('leave.stay')}</Button>
          <Button kind="danger-full" onClick={leave}>
            {t('leave.leave')}
          </Button>
        </>
      }
    >
      <p>{t('leave.words')}</p>
    </Dialog>
  );
}
