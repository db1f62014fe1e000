import { listAgreements, readAgreement, recordVote, type Consent } from '@pluriclasse/shared/api/agreements';
import { VoteBody, type VoteResult } from '@pluriclasse/shared/domain/agreement';
import type { AgreementId } from '@pluriclasse/shared/ids';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './agreements.module.css';

const orNull = (text: string) => (text.trim() === '' ? null : text);

interface VoteDialogProps {
  agreementId: AgreementId;
  consent: Consent;
  onClose: () => void;
}

/** A vote of a school's body, as it stands in the record. */
export function VoteDialog({ agreementId, consent: { school, needs, open }, onClose }: VoteDialogProps) {
  const { t } = useTranslation('agreements');
  const [body, setBody] = useState<VoteBody>(open[0] ?? needs[0] ?? 'head');
  const [bodyName, setBodyName] = useState('');
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  const [result, setResult] = useState<VoteResult>('yes');
  const [protocol, setProtocol] = useState('');
  const [note, setNote] = useState('');
  const record = useChange(recordVote, [readAgreement, listAgreements]);
  const submit = () => {
    const { schoolId } = school;
    const vote = { schoolId, body, bodyName: orNull(bodyName), day, result };
    record.mutate(
      { params: { agreementId }, body: { ...vote, protocol: orNull(protocol), note: orNull(note) } },
      {
        onSuccess: () => {
          showToast(t('vote.saved'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      wide
      title={t('vote.title', { school: school.name })}
      act={t('vote.save')}
      busy={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className={css.days}>
        <SelectField
          label={t('vote.body')}
          value={body}
          options={VoteBody.options.map((value) => ({ value, label: t(`bodies.${value}`) }))}
          onChange={setBody}
        />
        <TextField label={t('vote.day')} type="date" value={day} onChange={setDay} required />
      </div>
      <TextField
        label={t('vote.bodyName')}
        hint={t('vote.bodyHint')}
        value={bodyName}
        onChange={setBodyName}
        maxLength={80}
        autoComplete="off"
      />
      <RadioCards
        row
        legend={t('vote.result')}
        value={result}
        onChange={setResult}
        cards={[
          { value: 'yes', label: t('vote.yes'), note: t('vote.yesNote') },
          { value: 'no', label: t('vote.no'), note: t('vote.noNote') },
        ]}
      />
      <div className={css.days}>
        <TextField
          label={t('vote.protocol')}
          value={protocol}
          onChange={setProtocol}
          maxLength={60}
          autoComplete="off"
        />
        <TextField label={t('vote.note')} value={note} onChange={setNote} maxLength={300} autoComplete="off" />
      </div>
    </FormDialog>
  );
}
