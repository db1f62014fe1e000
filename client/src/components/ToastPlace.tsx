import { useSyncExternalStore } from 'react';
import { currentToast, hideToast, onToast } from '../lib/toasts.ts';
import { useTranslation } from '../lib/useTranslation.ts';
import { Toast } from './Toast.tsx';
import css from './ToastPlace.module.css';

/** Where toasts appear; a polite live region. */
export function ToastPlace() {
  const { t } = useTranslation('common');
  const toast = useSyncExternalStore(onToast, currentToast);
  const { undo } = toast ?? {};
  const back = undo && {
    word: t('undo'),
    onUndo: () => {
      hideToast();
      undo();
    },
  };
  return (
    <div className={css.place} role="status">
      {toast && <Toast key={toast.id} message={toast.message} {...(back && { undo: back })} />}
    </div>
  );
}
