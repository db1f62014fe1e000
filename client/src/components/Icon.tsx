import type { LucideIcon } from 'lucide-react';
import css from './Icon.module.css';
import { cx } from './cx.ts';

export interface IconProps {
  /** One of lucide-react's icons. */
  of: LucideIcon;
  className?: string | undefined;
}

/** An icon as big as the words beside it. It says nothing alone: the words do. */
export function Icon({ of: Drawing, className }: IconProps) {
  return <Drawing className={cx(css.icon, className)} aria-hidden focusable={false} />;
}
