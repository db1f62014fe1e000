import type { ReactNode } from 'react';
import { cx } from '../../components/cx.ts';
import { useRoving } from '../../components/useRoving.ts';
import css from './Swatches.module.css';

export interface SwatchesProps<T extends string | number> {
  name: string;
  choices: readonly T[];
  chosen: T;
  word: (choice: T) => string;
  onChoose: (choice: T) => void;
  disabled: boolean;
  round?: boolean;
  /** The drawing of a choice in a square of 24. */
  children: (choice: T) => ReactNode;
}

/** One choice among small drawings; what is chosen is ringed in ink. Each has a word for machines and a tooltip. */
export function Swatches<T extends string | number>(props: SwatchesProps<T>) {
  const { name, choices, chosen, word, onChoose, disabled, round = false, children } = props;
  const roving = useRoving<HTMLDivElement>();
  return (
    <div {...roving} role="radiogroup" aria-label={name} className={css.swatches}>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={choice === chosen}
          aria-label={word(choice)}
          title={word(choice)}
          tabIndex={choice === chosen ? 0 : -1}
          data-roving
          disabled={disabled}
          className={cx(css.swatch, round && css.round, choice === chosen && css.on)}
          onClick={() => onChoose(choice)}
        >
          <svg viewBox="0 0 24 24" aria-hidden focusable="false">
            {children(choice)}
          </svg>
        </button>
      ))}
    </div>
  );
}
