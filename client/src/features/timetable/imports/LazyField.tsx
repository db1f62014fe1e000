import { useState } from 'react';
import { TextField, type TextFieldProps } from '../../../components/TextField.tsx';

export interface LazyFieldProps extends Omit<TextFieldProps, 'onChange'> {
  /** Told when the field is left, or Enter is pressed, with something else in it. */
  onCommit: (value: string) => void;
}

/** A field whose value counts when one has finished: each change is a new dry run. */
export function LazyField({ value, onCommit, ...rest }: LazyFieldProps) {
  const [typed, setTyped] = useState<string>();
  const commit = () => {
    if (typed !== undefined && typed !== value) onCommit(typed);
    setTyped(undefined);
  };
  return (
    <TextField
      {...rest}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
