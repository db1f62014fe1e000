import type { InputHTMLAttributes, Ref } from 'react';
import { Field, type FieldWords } from './Field.tsx';
import { cx } from './cx.ts';

export interface TextFieldProps extends FieldWords, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  value: string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text, also a date or an hour (`type`), with its label, hint and error. */
export function TextField({ label, labelHidden, hint, error, onChange, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} {...(labelHidden && { labelHidden })} hint={hint} error={error}>
      {(control) => (
        <input
          {...rest}
          {...control}
          className={cx(control.className, className)}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
