import { listSchools } from '@pluriclasse/shared/api/schools';
import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { VoteBody } from '@pluriclasse/shared/domain/agreement';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckList } from '../../components/CheckList.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useRead } from '../../lib/query.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './agreements.module.css';

export interface AgreementDraft {
  title: string;
  note: string;
  from: string;
  to: string;
  schools: { schoolId: SchoolId; needs: VoteBody[] }[];
}

interface AgreementFormProps {
  draft: AgreementDraft;
  act: string;
  busy: boolean;
  error: Error | null;
  onSubmit: (draft: AgreementDraft) => void;
}

/** Who usually votes: in Italy both boards (DPR 275/1999, art. 7), elsewhere the teachers. */
const usualNeeds = ({ language }: SchoolBrief): VoteBody[] =>
  language === 'it' ? ['teachers-board', 'school-council'] : ['teachers-board'];

/** What an agreement says, between which schools, and who votes at each. */
export function AgreementForm({ draft, act, busy, error, onSubmit }: AgreementFormProps) {
  const { t } = useTranslation('agreements');
  const { t: common } = useTranslation('common');
  const [fields, setFields] = useState(draft);
  const [incomplete, setIncomplete] = useState(false);
  const read = useRead(listSchools, {});
  const set = (change: Partial<AgreementDraft>) => setFields({ ...fields, ...change });
  const badSpan = fields.to !== '' && fields.to < fields.from;
  const complete = fields.schools.length >= 2 && fields.schools.every(({ needs }) => needs.length > 0) && !badSpan;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setIncomplete(!complete);
    if (complete && !busy) onSubmit(fields);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Paper title={t('about.title')} titleHidden className={css.stack}>
        <TextField
          label={t('form.title')}
          hint={t('form.titleHint')}
          value={fields.title}
          onChange={(title) => set({ title })}
          required
          maxLength={120}
        />
        <TextArea
          label={t('form.note')}
          hint={t('form.noteHint')}
          value={fields.note}
          onChange={(note) => set({ note })}
          rows={4}
          maxLength={4000}
        />
        <div className={css.days}>
          <TextField
            label={t('form.from')}
            type="date"
            value={fields.from}
            onChange={(from) => set({ from })}
            required
          />
          <TextField
            label={t('form.to')}
            type="date"
            value={fields.to}
            onChange={(to) => set({ to })}
            error={badSpan && t('form.badSpan')}
            required
          />
        </div>
      </Paper>
      <Paper title={t('schools')} titleHidden className={css.stack}>
        <ReadState read={read}>
          {({ schools }) => (
            <Schools all={schools} chosen={fields.schools} onChange={(next) => set({ schools: next })} />
          )}
        </ReadState>
        {incomplete && !complete && <ErrorLine>{badSpan ? t('form.badSpan') : t('form.two')}</ErrorLine>}
      </Paper>
      {error && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      <Button type="submit" kind="primary" size="big" busy={busy}>
        {act}
      </Button>
    </form>
  );
}

type Chosen = AgreementDraft['schools'];

interface SchoolsProps {
  all: readonly SchoolBrief[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

function Schools({ all, chosen, onChange }: SchoolsProps) {
  const { t } = useTranslation('agreements');
  // In the order in which they were chosen: it gives each its colour and shape.
  const choose = (ids: readonly SchoolId[]) => {
    const kept = chosen.filter(({ schoolId }) => ids.includes(schoolId));
    const added = all.filter(
      ({ schoolId }) => ids.includes(schoolId) && !kept.some((one) => one.schoolId === schoolId),
    );
    onChange([...kept, ...added.map((school) => ({ schoolId: school.schoolId, needs: usualNeeds(school) }))]);
  };
  const setNeeds = (schoolId: SchoolId, needs: VoteBody[]) =>
    onChange(chosen.map((one) => (one.schoolId === schoolId ? { schoolId, needs } : one)));
  return (
    <>
      <CheckList
        legend={t('form.schools')}
        options={all.map(({ schoolId, name }) => ({ value: schoolId, label: name }))}
        chosen={chosen.map(({ schoolId }) => schoolId)}
        onChange={choose}
        hint={t('form.two')}
      />
      {chosen.map(({ schoolId, needs }) => (
        <CheckList
          key={schoolId}
          legend={t('form.needs', { school: all.find((one) => one.schoolId === schoolId)?.name ?? '' })}
          options={VoteBody.options.map((body) => ({ value: body, label: t(`bodies.${body}`) }))}
          chosen={needs}
          onChange={(next) => setNeeds(schoolId, next)}
          {...(needs.length === 0 && { hint: t('form.needsHint') })}
        />
      ))}
    </>
  );
}
