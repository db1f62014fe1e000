import { Check, Flag, Hourglass, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './ApprovalSteps.module.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface ApprovalStep {
  key: string;
  title: string;
  /** Walked, waited for now, to come, or ended by a no. */
  state: 'done' | 'now' | 'ahead' | 'no';
  children?: ReactNode;
}

const icons: Record<ApprovalStep['state'], LucideIcon> = { done: Check, now: Hourglass, ahead: Flag, no: X };

/** Who has said yes: stops on a line, with who and when below each. */
export function ApprovalSteps({ label, steps }: { label: string; steps: readonly ApprovalStep[] }) {
  return (
    <ol className={css.steps} aria-label={label}>
      {steps.map(({ key, title, state, children }) => (
        <li key={key} className={cx(css.step, css[state])} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={css.stop}>
            <Icon of={icons[state]} />
          </span>
          <h3>{title}</h3>
          {children}
        </li>
      ))}
    </ol>
  );
}
