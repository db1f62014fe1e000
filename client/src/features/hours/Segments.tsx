import { useId } from 'react';
import css from './Segments.module.css';

export interface SegmentsProps<V extends string> {
  legend: string;
  value: V;
  options: readonly { value: V; label: string }[];
  /** Said after each label: min. */
  unit?: string;
  onChange: (value: V) => void;
}

/** A choice among a few short words that stand in one row. */
export function Segments<V extends string>({ legend, value, options, unit, onChange }: SegmentsProps<V>) {
  const name = useId();
  return (
    <fieldset className={css.set}>
      <legend>{legend}</legend>
      <div className={css.row}>
        {options.map((option) => (
          <label key={option.value} className={css.segment}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
        {unit && <span className={css.unit}>{unit}</span>}
      </div>
    </fieldset>
  );
}
