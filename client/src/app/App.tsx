import { Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from '../lib/i18n.ts';
import { CrashGuard } from './CrashGuard.tsx';
import { Pages } from './Pages.tsx';

export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <CrashGuard>
        <Suspense fallback={null}>
          <Pages />
        </Suspense>
      </CrashGuard>
    </I18nextProvider>
  );
}
