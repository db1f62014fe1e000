import { listTemplates } from '@pluriclasse/shared/api/templates';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { useState } from 'react';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useRead } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { Planned } from './twinnings.ts';
import type { Proposed } from './useProposals.ts';

export interface ProposeAllDialogProps {
  /** Whose series are proposed. */
  twinnings: readonly Planned[];
  /** Of all of them together. */
  lessons: number;
  onPropose: (wanted: Proposed[], plan: Plan) => void;
  onClose: () => void;
}

/** Longer titles are not taken. */
const LONGEST = 80;

/** Makes series of what the plan gives; everybody who must agree is asked. */
export function ProposeAllDialog({ twinnings, lessons, onPropose, onClose }: ProposeAllDialogProps) {
  const { t } = useTranslation('together');
  const { t: hours } = useTranslation('hours');
  const [title, setTitle] = useState('');
  const [templateId, setTemplate] = useState('');
  const templates = useRead(listTemplates, {});
  const all = templates.data?.templates ?? [];
  const submit = () => {
    const wanted = twinnings.map(({ group: { twinningId, name } }) => {
      return { twinningId, title: (title.trim() || name).slice(0, LONGEST) };
    });
    onPropose(wanted, all.find((one) => one.templateId === templateId)?.plan ?? []);
  };
  const [only] = twinnings;
  return (
    <FormDialog
      title={
        twinnings.length === 1 && only
          ? t('propose.titleOne', { name: only.group.name })
          : t('propose.title', { count: twinnings.length })
      }
      act={t('propose.act', { count: twinnings.length })}
      busy={false}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{hours('propose.words', { count: lessons })}</p>
      <TextField
        label={hours('propose.name')}
        hint={t('propose.nameHint')}
        value={title}
        onChange={setTitle}
        maxLength={LONGEST}
      />
      {all.length > 0 && (
        <SelectField
          label={hours('propose.plan')}
          value={templateId}
          onChange={setTemplate}
          options={[
            { value: '', label: hours('propose.noPlan') },
            ...all.map((template) => ({ value: template.templateId, label: template.name })),
          ]}
        />
      )}
    </FormDialog>
  );
}
