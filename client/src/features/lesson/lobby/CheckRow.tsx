import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheck, Gauge, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../../components/Chip.tsx';
import { cx } from '../../../components/cx.ts';
import { Icon } from '../../../components/Icon.tsx';
import type { Verdict } from '../../../live/check/judge.ts';
import css from './CheckRow.module.css';

const chips = {
  asking: { state: 'plain', icon: Hourglass },
  good: { state: 'good', icon: CircleCheck },
  slow: { state: 'slow', icon: Gauge },
  trouble: { state: 'trouble', icon: CircleAlert },
} as const;

export interface CheckRowProps {
  icon: LucideIcon;
  title: string;
  /** One plain sentence. */
  words: string;
  /** One word of state. */
  state: string;
  verdict: Verdict;
  /** The act that mends it. */
  act?: ReactNode;
}

/** One of the five things that are looked at; it is always there, whatever it says. */
export function CheckRow({ icon, title, words, state, verdict, act }: CheckRowProps) {
  const chip = chips[verdict];
  return (
    <li className={cx(css.row, css[verdict])}>
      <span className={css.icon}>
        <Icon of={icon} />
      </span>
      <div className={css.words} role="status">
        <h2>{title}</h2>
        <p>{words}</p>
      </div>
      <div className={css.act}>{act}</div>
      <Chip state={chip.state} icon={chip.icon} className={css.chip ?? ''}>
        {state}
      </Chip>
    </li>
  );
}
