import type { ReactNode } from 'react';
import { DottedRoute } from './DottedRoute.tsx';
import css from './EmptyState.module.css';
import { Scenery } from './Scenery.tsx';
import type { SiteSign } from './siteSign.ts';

export interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  /** One or two. */
  acts?: ReactNode;
  /** Whose hills they are. */
  signs?: readonly SiteSign[];
  /** The page's own heading, when nothing else is on it. */
  level?: 1 | 2;
}

/** Nothing here yet: hills, one sentence, one or two acts. */
export function EmptyState({ title, children, acts, signs = [], level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={css.empty}>
      <div className={css.scene}>
        <Scenery scene="hills" />
        {signs.length > 0 && <DottedRoute signs={signs} />}
      </div>
      <Heading className={css.title}>{title}</Heading>
      {children && <p className={css.words}>{children}</p>}
      {acts && <div className={css.acts}>{acts}</div>}
    </div>
  );
}
