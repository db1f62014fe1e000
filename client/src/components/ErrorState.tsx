import { CloudOff, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import css from './EmptyState.module.css';
import { Icon } from './Icon.tsx';

export interface ErrorStateProps {
  /** What does not work. */
  title: string;
  /** What still works, and what to do. */
  children?: ReactNode;
  retry?: { word: string; onRetry: () => void };
  /** Another way on. */
  acts?: ReactNode;
  /** When the next try comes by itself. */
  note?: ReactNode;
  level?: 1 | 2;
}

/** Something could not be loaded: what does not work, what still does, and the next try. */
export function ErrorState({ title, children, retry, acts, note, level = 2 }: ErrorStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={css.empty} role="alert">
      <Icon of={CloudOff} className={css.icon} />
      <Heading className={css.title}>{title}</Heading>
      {children && <p className={css.words}>{children}</p>}
      {(retry || acts) && (
        <div className={css.acts}>
          {retry && (
            <Button kind="primary" size="big" icon={RefreshCw} onClick={retry.onRetry}>
              {retry.word}
            </Button>
          )}
          {acts}
        </div>
      )}
      {note && <p className={css.note}>{note}</p>}
    </div>
  );
}
