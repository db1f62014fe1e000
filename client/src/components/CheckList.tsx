import { useId, type ReactNode } from 'react';
import css from './CheckList.module.css';

export interface CheckListProps<V extends string | number> {
  legend: string;
  options: readonly { value: V; label: ReactNode }[];
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
  hint?: string;
}

/** Several of few: every choice is seen at once. */
export function CheckList<V extends string | number>({ legend, options, chosen, onChange, hint }: CheckListProps<V>) {
  const id = useId();
  const set = (value: V, on: boolean) =>
    onChange(options.map((option) => option.value).filter((other) => (other === value ? on : chosen.includes(other))));
  return (
    <fieldset className={css.set} aria-describedby={hint === undefined ? undefined : id}>
      <legend>{legend}</legend>
      <div className={css.options}>
        {options.map(({ value, label }) => (
          <label key={value} className={css.option}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => set(value, event.target.checked)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && (
        <p id={id} className={css.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
