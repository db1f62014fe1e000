import type { ReactNode } from 'react';
import { DottedRoute } from './DottedRoute.tsx';
import { Logo } from './Logo.tsx';
import { Scenery } from './Scenery.tsx';
import css from './Threshold.module.css';
import { siteSigns } from './siteSign.ts';

/** Three made-up villages: nobody is signed in, so these are nobody's. */
const villages = siteSigns(['R', 'V', 'T']);

export interface ThresholdProps {
  /** The product's name. */
  product: string;
  /** One line over the hills. */
  claim: string;
  children: ReactNode;
  /** Beside the product's name, such as the choice of language. */
  aside?: ReactNode;
}

/** Where one comes in: hills and routes at the left, what to do at the right. */
export function Threshold({ product, claim, children, aside }: ThresholdProps) {
  return (
    <main className={css.threshold}>
      <div className={css.hills}>
        <div className={css.scene}>
          <Scenery scene="landscape" />
          <DottedRoute signs={villages} className={css.route ?? ''} />
        </div>
        <p className={css.claim}>{claim}</p>
      </div>
      <div className={css.side}>
        <header className={css.head}>
          <Logo name={product} />
          {aside}
        </header>
        <div className={css.main}>{children}</div>
      </div>
    </main>
  );
}
