import { useId, type ReactNode } from 'react';
import css from './RadioCards.module.css';

export interface RadioCard<V extends string> {
  value: V;
  label: ReactNode;
  note?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<V extends string> {
  legend: string;
  cards: readonly RadioCard<V>[];
  value: V | undefined;
  onChange: (value: V) => void;
  /** Beside each other where there is room. */
  row?: boolean;
}

/** A choice among few, each with a line that says what it means. */
export function RadioCards<V extends string>({ legend, cards, value, onChange, row = false }: RadioCardsProps<V>) {
  const name = useId();
  return (
    <fieldset className={css.set}>
      <legend className={css.legend}>{legend}</legend>
      <div className={row ? css.row : css.column}>
        {cards.map((card) => (
          <label key={card.value} className={css.card}>
            <input
              type="radio"
              name={name}
              value={card.value}
              checked={card.value === value}
              disabled={card.disabled}
              onChange={() => onChange(card.value)}
            />
            <b>{card.label}</b>
            {card.note && <span className={css.note}>{card.note}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
