import type { SelectHTMLAttributes } from 'react';
import { Field, type FieldWords } from './Field.tsx';

export interface Option<V extends string = string> {
  value: V;
  label: string;
}

export interface SelectFieldProps<V extends string>
  extends FieldWords, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value' | 'children'> {
  value: V | '';
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  /** The words of "nothing chosen yet"; with them nothing may be chosen at first. */
  placeholder?: string;
}

/** The browser's own list of choices: it works by keyboard, by touch and for screen readers everywhere. */
export function SelectField<V extends string>({
  label,
  labelHidden,
  hint,
  error,
  value,
  options,
  onChange,
  placeholder,
  ...rest
}: SelectFieldProps<V>) {
  return (
    <Field label={label} {...(labelHidden && { labelHidden })} hint={hint} error={error}>
      {(control) => (
        // Only the options' own values can be chosen.
        <select {...rest} {...control} value={value} onChange={(event) => onChange(event.target.value as V)}>
          {placeholder !== undefined && (
            <option value="" disabled={value !== ''}>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
