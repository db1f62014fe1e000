import type { ReactNode, SyntheticEvent } from 'react';
import { errorText } from '../lib/errorText.ts';
import { useTranslation } from '../lib/useTranslation.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorLine } from './ErrorLine.tsx';
import css from './FormDialog.module.css';

export interface FormDialogProps {
  title: string;
  /** The word of the one act. */
  act: string;
  /** Whether the act ends something. */
  danger?: boolean;
  busy: boolean;
  error?: Error | null;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** A form, or a question with a grave answer, over the page. */
export function FormDialog({
  title,
  act,
  danger = false,
  busy,
  error,
  onClose,
  onSubmit,
  children,
  wide = false,
}: FormDialogProps) {
  const { t } = useTranslation('common');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form className={css.form} onSubmit={submit}>
        {children}
        {error && <ErrorLine>{errorText(t, error)}</ErrorLine>}
        <div className={css.acts}>
          {/* A dialog gives the focus to its first control: the first field, or this safe choice. */}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind={danger ? 'danger-full' : 'primary'} busy={busy}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
