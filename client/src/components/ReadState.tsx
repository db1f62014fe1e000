import type { ReactNode } from 'react';
import { errorText } from '../lib/errorText.ts';
import { passes } from '../lib/passes.ts';
import { useTranslation } from '../lib/useTranslation.ts';
import { ErrorState } from './ErrorState.tsx';
import { Skeleton } from './Progress.tsx';

export interface ReadStateProps<T> {
  /** What TanStack Query says of a read. */
  read: { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };
  /** What can't be loaded, and what still works while the server is out of reach. */
  failed?: { title: string; words?: string };
  /** What a lasting refusal means here; without words of its own the server's reason is said. */
  gone?: { title: string; words?: string };
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Something read from the server: while it comes, when it fails, and when it is here. */
export function ReadState<T>({ read, failed, gone, rows = 3, children }: ReadStateProps<T>) {
  const { t } = useTranslation('common');
  if (read.data !== undefined) return children(read.data);
  if (read.error === null) return <Skeleton rows={rows} label={t('loading')} />;
  const again = passes(read.error);
  const known = again ? failed : (gone ?? failed);
  return (
    <ErrorState
      title={known?.title ?? t('failed.title')}
      retry={{ word: t('tryAgain'), onRetry: () => void read.refetch() }}
      note={again && t('failed.retryNote')}
    >
      {(again || gone ? known?.words : undefined) ?? errorText(t, read.error)}
    </ErrorState>
  );
}
