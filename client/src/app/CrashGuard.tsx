import { Component, useSyncExternalStore, type ReactNode } from 'react';
import { ErrorState } from '../components/ErrorState.tsx';
import { onParts, partsNow, reloadOnceThere } from '../lib/reloadWhenStale.ts';
import { useTranslation } from '../lib/useTranslation.ts';

/** Catches what a page throws while it is drawn, also a page whose code can't be fetched. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation('common');
  const parts = useSyncExternalStore(onParts, partsNow);
  // In a moment it is loaded anew, or the server is known to be away.
  if (parts === 'asked') return null;
  const away = parts === 'away';
  const retry = { word: t('tryAgain'), onRetry: () => void reloadOnceThere() };
  const reload = { word: t('crash.act'), onRetry: () => location.reload() };
  return (
    <main>
      <ErrorState
        level={1}
        title={t(away ? 'failed.title' : 'crash.title')}
        retry={away ? retry : reload}
        note={away && t('failed.retryNote')}
      >
        {t(away ? 'errors.unavailable' : 'crash.words')}
      </ErrorState>
    </main>
  );
}
