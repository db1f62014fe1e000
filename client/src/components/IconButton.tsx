import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { buttonClass, type ButtonKind } from './Button.tsx';
import { Icon } from './Icon.tsx';
import css from './IconButton.module.css';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** Its name for machines and its tooltip. */
  label: string;
  kind?: ButtonKind;
}

/** A bare icon: only on desk and office, where a tooltip can be seen. */
export function IconButton({ icon, label, kind = 'quiet', ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass({ kind }, css.square)} aria-label={label} title={label}>
      <Icon of={icon} />
    </button>
  );
}
