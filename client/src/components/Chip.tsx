import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Chip.module.css';
import { Icon } from './Icon.tsx';
import { cx } from './cx.ts';

export interface ChipProps {
  /** `now` is sun: only for what happens now. */
  state?: 'plain' | 'good' | 'slow' | 'trouble' | 'now' | 'recording';
  icon: LucideIcon;
  children: ReactNode;
  className?: string;
}

/** A word of state: always an icon and a word, never colour alone. */
export function Chip({ state = 'plain', icon, children, className }: ChipProps) {
  return (
    <span className={cx(css.chip, css[state], className)}>
      <Icon of={icon} />
      <span>{children}</span>
    </span>
  );
}
