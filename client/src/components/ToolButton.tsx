import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon } from './Icon.tsx';
import css from './ToolButton.module.css';
import { cx } from './cx.ts';

export interface ToolButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  children: ReactNode;
  /** `on`: chosen; `off`: microphone or camera switched off, the word says what a tap will do. */
  state?: 'plain' | 'on' | 'off';
  ref?: Ref<HTMLButtonElement>;
}

/** A tool: icon over word. Whoever sets `state` also sets aria-pressed or aria-checked, as the tool's role asks. */
export function ToolButton({ icon, children, state = 'plain', className, ...rest }: ToolButtonProps) {
  return (
    <button type="button" {...rest} className={cx(css.tool, css[state], className)}>
      <Icon of={icon} className={css.icon} />
      <span>{children}</span>
    </button>
  );
}
