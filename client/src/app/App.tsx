import { Suspense } from 'react';
import { CrashGuard } from './CrashGuard.tsx';
import { Pages } from './Pages.tsx';

export function App() {
  return (
    <CrashGuard>
      <Suspense fallback={null}>
        <Pages />
      </Suspense>
    </CrashGuard>
  );
}
