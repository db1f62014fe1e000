import type { Me } from '@pluriclasse/shared/api/sessions';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorState } from '../../components/ErrorState.tsx';
import { Skeleton } from '../../components/Progress.tsx';
import { ToastPlace } from '../../components/ToastPlace.tsx';
import { errorText } from '../../lib/errorText.ts';
import { chooseLanguage, loadWords } from '../../lib/i18n.ts';
import { createQueries } from '../../lib/query.ts';
import { StaffContext, type StaffMe } from '../../lib/staff.ts';
import { useMe } from '../../lib/useMe.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { NotFound } from '../NotFound.tsx';
import { OfficeHead } from './OfficeHead.tsx';
import css from './office.module.css';
import { officeRoutes } from './routes.tsx';

/** Head, navigation and who is signed in, around every page of staff; it stays while they change. Nobody is sent to sign in and comes back. */
export default function OfficeShell() {
  const { t } = useTranslation('common');
  const [path] = useLocation();
  const { state, reload } = useMe('staff');
  const [queries] = useState(() => createQueries(reload));
  const me = state.kind === 'known' ? state.me : undefined;
  useLanguageOf(me);
  useEffect(() => void loadWords('refusals').catch(() => undefined), []);

  if (state.kind === 'failed') {
    return (
      <main className={css.content}>
        <ErrorState level={1} title={t('failed.title')} retry={{ word: t('tryAgain'), onRetry: reload }}>
          {errorText(t, state.error)}
        </ErrorState>
      </main>
    );
  }
  if (me === undefined) {
    return (
      <main className={css.content}>
        <Skeleton label={t('loading')} />
      </main>
    );
  }
  if (me.kind !== 'staff') {
    const next = encodeURIComponent(path + location.search);
    // What stands behind `#` is a secret of the page it belongs to: it comes along, but never in a query.
    return <Redirect to={`/sign-in?next=${next}${location.hash}`} replace />;
  }
  return (
    <QueryClientProvider client={queries}>
      <StaffContext value={me}>
        <Office me={me} />
      </StaffContext>
    </QueryClientProvider>
  );
}

function Office({ me }: { me: StaffMe }) {
  const { t } = useTranslation('common');
  return (
    <div className={css.office}>
      <a href="#content" className={css.skip}>
        {t('skip')}
      </a>
      <OfficeHead me={me} />
      <main id="content" className={css.content} tabIndex={-1}>
        <Suspense fallback={<Skeleton label={t('loading')} />}>
          <Switch>
            {officeRoutes.map(({ path, page }) => (
              <Route key={path} path={path} component={page} />
            ))}
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </main>
      <ToastPlace />
    </div>
  );
}

/** The language a person set follows them to every browser. */
function useLanguageOf(me: Me | undefined): void {
  const language = me?.kind === 'staff' ? me.language : undefined;
  useEffect(() => {
    if (language) void chooseLanguage(language);
  }, [language]);
}
