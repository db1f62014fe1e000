import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { Field, type FieldWords } from './Field.tsx';
import css from './Field.module.css';

export interface PasswordFieldProps extends FieldWords {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  words: { show: string; hide: string };
  required?: boolean;
}

/** A password that can be looked at: typing twice helps nobody. */
export function PasswordField({
  label,
  hint,
  error,
  value,
  onChange,
  autoComplete,
  words,
  required,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className={css.withButton}>
          <input
            {...control}
            type={shown ? 'text' : 'password'}
            value={value}
            required={required}
            autoComplete={autoComplete}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button icon={shown ? EyeOff : Eye} aria-controls={control.id} onClick={() => setShown(!shown)}>
            {shown ? words.hide : words.show}
          </Button>
        </span>
      )}
    </Field>
  );
}
