import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import css from './Field.module.css';
import { Hidden } from './Hidden.tsx';
import { Icon } from './Icon.tsx';

export interface FieldWords {
  label: string;
  /** Named for machines alone, where a row above says it already. */
  labelHidden?: boolean;
  /** What to know before typing. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: ReactNode;
}

export interface FieldProps extends FieldWords {
  children: (control: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: true;
    className: string;
  }) => ReactNode;
}

/** A label above, a control, a hint and an error below, joined for machines. */
export function Field({ label, labelHidden = false, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={css.field}>
      <label htmlFor={id}>{labelHidden ? <Hidden>{label}</Hidden> : label}</label>
      {children({
        id,
        className: css.input ?? '',
        ...(described && { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={css.error} role="alert">
          <Icon of={CircleAlert} />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
