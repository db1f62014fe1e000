import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';

/** What changes the whole timetable waits until what is painted is stored or discarded. */
export function UnsavedFirst({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  return (
    <Dialog title={title} onClose={onClose} acts={<Button onClick={onClose}>{common('back')}</Button>}>
      <p>{t('save.first')}</p>
    </Dialog>
  );
}
