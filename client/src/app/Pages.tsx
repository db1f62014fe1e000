import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { loadWords } from '../lib/i18n.ts';
import { routes } from './routes.tsx';
import { useHeadingFocus } from './useHeadingFocus.ts';

/** Apart from the pages that anyone sees: it brings what only staff need. */
const OfficeShell = lazy(async () => {
  const [module] = await Promise.all([import('./office/OfficeShell.tsx'), loadWords('notices')]);
  return module;
});

/** The page that the address names. The office's shell stays while its pages change. */
export function Pages() {
  useHeadingFocus();
  return (
    <Switch>
      {routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route>
        <OfficeShell />
      </Route>
    </Switch>
  );
}
