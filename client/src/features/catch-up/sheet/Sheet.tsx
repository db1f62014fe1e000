import type { LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Icon } from '../../../components/Icon.tsx';
import css from './Sheet.module.css';

export interface SheetProps {
  icon: LucideIcon;
  /** "Check 2 of 3" */
  kick: string;
  title: string;
  children: ReactNode;
  acts: ReactNode;
}

/** What a capsule asks, over the foot of the board. It takes the focus when it comes and gives it back when it goes. */
export function Sheet({ icon, kick, title, children, acts }: SheetProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      // Only an HTMLElement can have had the focus in an HTML page.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div className={css.sheet} role="dialog" aria-labelledby={`${id}-kick ${id}-title`}>
      <p id={`${id}-kick`} className={css.kick}>
        <Icon of={icon} />
        <span>{kick}</span>
      </p>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1} className={css.title}>
        {title}
      </h2>
      <div className={css.body}>{children}</div>
      <div className={css.acts}>{acts}</div>
    </div>
  );
}
