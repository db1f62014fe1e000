import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import css from './Button.module.css';
import { Icon } from './Icon.tsx';
import { cx } from './cx.ts';

/** quiet by default; one `primary` a view; `danger` is outlined, `danger-full` only inside its dialog. */
export type ButtonKind = 'quiet' | 'primary' | 'danger' | 'danger-full' | 'bare' | 'stop';

export interface ButtonLook {
  kind?: ButtonKind;
  size?: 'normal' | 'big' | 'dense';
  icon?: LucideIcon;
  /** Drawn as chosen. Whoever sets it says so to machines too (aria-pressed, aria-checked). */
  on?: boolean;
  wide?: boolean;
}

export interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  children: ReactNode;
  /** Something is under way: the button keeps its place and its focus, but does nothing. */
  busy?: boolean;
}

/** The class names of a button's look, for links that look like one. */
export function buttonClass(
  { kind = 'quiet', size = 'normal', on = false, wide = false }: ButtonLook,
  more?: string,
): string {
  return cx(
    css.button,
    css[kind === 'danger-full' ? 'dangerFull' : kind],
    css[size],
    on && css.on,
    wide && css.wide,
    more,
  );
}

/** A button always has a word; an icon may stand before it. */
export function Button({
  kind,
  size,
  icon,
  on,
  wide,
  busy = false,
  children,
  className,
  type,
  onClick,
  ...rest
}: ButtonProps) {
  const look = { ...(kind && { kind }), ...(size && { size }), ...(on && { on }), ...(wide && { wide }) };
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={buttonClass(look, cx(busy && css.busy, className))}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon of={icon} />}
      {children}
    </button>
  );
}
