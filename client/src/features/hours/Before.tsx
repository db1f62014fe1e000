import type { ReactNode } from 'react';
import { Scenery } from '../../components/Scenery.tsx';
import css from './Before.module.css';

/** What stands where hours will stand, as long as there are none. */
export function Before({ children }: { children: ReactNode }) {
  return (
    <div className={css.before}>
      <Scenery scene="hills" />
      <p>{children}</p>
    </div>
  );
}
