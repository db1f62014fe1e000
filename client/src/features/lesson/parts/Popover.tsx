import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { cx } from '../../../components/cx.ts';
import css from './Popover.module.css';

export interface PopoverProps {
  /** What opens it: spread `props` on a button. */
  trigger: (props: { 'aria-expanded': boolean; 'aria-controls': string; onClick: () => void }) => ReactNode;
  label: string;
  children: ReactNode;
  /** Above its button instead of below. */
  up?: boolean;
  className?: string;
}

/** A small paper that opens at its button; Esc and a tap beside it close it and give the focus back. */
export function Popover({ trigger, label, children, up = false, className }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      ref.current?.querySelector<HTMLElement>('[aria-controls]')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div ref={ref} className={cx(css.place, className)}>
      {trigger({ 'aria-expanded': open, 'aria-controls': id, onClick: () => setOpen(!open) })}
      {open && (
        <div id={id} role="group" aria-label={label} className={cx(css.paper, up && css.up)}>
          {children}
        </div>
      )}
    </div>
  );
}
