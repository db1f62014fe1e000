import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Banner.module.css';
import { Icon } from './Icon.tsx';
import { cx } from './cx.ts';

export interface BannerProps {
  state?: 'slow' | 'trouble' | 'good';
  icon: LucideIcon;
  children: ReactNode;
  act?: ReactNode;
  className?: string;
}

/** What works, what doesn't, what to do. It stays as long as it is true; trouble is told at once. */
export function Banner({ state = 'slow', icon, children, act, className }: BannerProps) {
  return (
    <div className={cx(css.banner, css[state], className)} role={state === 'trouble' ? 'alert' : 'status'}>
      <Icon of={icon} className={css.icon} />
      <p className={css.words}>{children}</p>
      {act}
    </div>
  );
}
