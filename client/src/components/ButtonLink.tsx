import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import { buttonClass, type ButtonLook } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface ButtonLinkProps
  extends ButtonLook, Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'href'> {
  href: string;
  children: ReactNode;
}

/** A way to another page that looks like a button. */
export function ButtonLink({ href, kind, size, icon, wide, children, className, ...rest }: ButtonLinkProps) {
  const look = { ...(kind && { kind }), ...(size && { size }), ...(wide && { wide }) };
  return (
    <Link {...rest} href={href} className={buttonClass(look, className)}>
      {icon && <Icon of={icon} />}
      {children}
    </Link>
  );
}
