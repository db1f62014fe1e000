import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';

interface ReasonDialogProps {
  title: string;
  words: string;
  label: string;
  act: string;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onReason: (reason: string) => void;
}

/** Asks whether something ends, and why. */
export function ReasonDialog({ words, label, onReason, ...dialog }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog danger {...dialog} onSubmit={() => onReason(reason)}>
      <p>{words}</p>
      <TextField label={label} value={reason} onChange={setReason} required maxLength={300} autoComplete="off" />
    </FormDialog>
  );
}
