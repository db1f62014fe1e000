import { useEffect, useId, useRef, type ReactNode } from 'react';
import css from './Dialog.module.css';
import { cx } from './cx.ts';

export interface DialogProps {
  /** One question, or what is added. */
  title: string;
  children: ReactNode;
  /** The acts: the safe one first, since the first control of a dialog gets the focus. */
  acts?: ReactNode;
  /** Esc and the safe choice. */
  onClose: () => void;
  wide?: boolean;
}

/**
 * The browser's own modal dialog: it holds the focus, makes the rest inert and gives the focus back. It is open as long
 * as it is rendered.
 */
export function Dialog({ title, children, acts, onClose, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // Only an HTMLElement can have had the focus in an HTML page.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={cx(css.dialog, wide && css.wide)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {acts && <div className={css.acts}>{acts}</div>}
    </dialog>
  );
}
