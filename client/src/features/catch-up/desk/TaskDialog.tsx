import type { ClosingTask } from '@pluriclasse/shared/capsule/checks';
import { useState } from 'react';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { RadioCards } from '../../../components/RadioCards.tsx';
import { TextArea } from '../../../components/TextArea.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';

export interface TaskDialogProps {
  task: ClosingTask | null;
  busy: boolean;
  error: Error | null;
  onSave: (task: ClosingTask) => void;
  onClose: () => void;
}

/** Writes the closing task. */
export function TaskDialog({ task, busy, error, onSave, onClose }: TaskDialogProps) {
  const { t } = useTranslation('catch-up');
  const [ask, setAsk] = useState(task?.ask ?? '');
  const [how, setHow] = useState<ClosingTask['how']>(task?.how ?? 'write');
  return (
    <FormDialog
      title={t(task ? 'desk.taskEdit' : 'desk.taskAdd')}
      act={t('desk.taskSave')}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={() => ask.trim() !== '' && onSave({ ask, how })}
    >
      <TextArea label={t('desk.taskAsk')} value={ask} maxLength={600} required onChange={setAsk} />
      <RadioCards
        legend={t('desk.taskHowLegend')}
        value={how}
        cards={(['write', 'paper'] as const).map((value) => ({ value, label: t(`desk.taskHow.${value}`) }))}
        onChange={setHow}
      />
    </FormDialog>
  );
}
