import { Component, type ReactNode } from 'react';
import { ErrorState } from '../components/ErrorState.tsx';
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
  return (
    <main>
      <ErrorState level={1} title={t('crash.title')} retry={{ word: t('crash.act'), onRetry: () => location.reload() }}>
        {t('crash.words')}
      </ErrorState>
    </main>
  );
}
