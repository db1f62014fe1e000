import { Route, Switch } from 'wouter';
import { NotFound } from './NotFound.tsx';
import { routes } from './routes.tsx';

/** The page that the address names. */
export function Pages() {
  return (
    <Switch>
      {routes.map(({ path, page }) => (
        <Route key={path} path={path} component={page} />
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
