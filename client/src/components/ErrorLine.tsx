import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './Field.module.css';
import { Icon } from './Icon.tsx';

/** What went wrong with a whole form; told at once. */
export function ErrorLine({ children }: { children: ReactNode }) {
  return (
    <p className={css.error} role="alert">
      <Icon of={CircleAlert} />
      <span>{children}</span>
    </p>
  );
}
