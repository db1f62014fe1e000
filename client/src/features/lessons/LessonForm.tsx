import type { Participant } from '@pluriclasse/shared/api/twinnings';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { Button } from '../../components/Button.tsx';
import { ErrorLine } from '../../components/ErrorLine.tsx';
import { Paper } from '../../components/Paper.tsx';
import { TextField } from '../../components/TextField.tsx';
import { errorText } from '../../lib/errorText.ts';
import { useStaff } from '../../lib/staff.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { zonedFields, zonedInstant } from '../../lib/zonedInstant.ts';
import { Hours } from './Hours.tsx';
import css from './lessons.module.css';
import { PlanEditor } from './PlanEditor.tsx';

export interface LessonDraft {
  title: string;
  startsAt: number;
  minutes: number;
  plan: Plan;
}

export interface LessonFormProps {
  draft: LessonDraft;
  participants: readonly Participant[];
  act: string;
  busy: boolean;
  error: Error | null;
  /** While a lesson runs only its plan can change. */
  planOnly?: boolean;
  /** A lesson of a series has its hour from there; it is moved, not edited. */
  hourFixed?: boolean;
  onSubmit: (draft: LessonDraft) => void;
  /** What stands before the title, such as the choice of the twinning. */
  children?: ReactNode;
}

/** Title, day and hour by the own clock with the others' beside, length, and the plan. */
export function LessonForm({
  draft,
  participants,
  act,
  busy,
  error,
  planOnly = false,
  hourFixed = false,
  onSubmit,
  children,
}: LessonFormProps) {
  const { t } = useTranslation('lessons');
  const { t: common } = useTranslation('common');
  const { school } = useStaff();
  const zone = school?.timeZone ?? participants[0]?.school.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [title, setTitle] = useState(draft.title);
  // What was typed holds for the hour it was typed over: a lesson that is moved meanwhile is not moved back.
  const [typed, setTyped] = useState({ over: draft.startsAt, ...zonedFields(draft.startsAt, zone) });
  const day = typed.over === draft.startsAt ? typed : zonedFields(draft.startsAt, zone);
  const setDay = (change: Partial<typeof day>) => setTyped({ ...day, ...change, over: draft.startsAt });
  const [minutes, setMinutes] = useState(String(draft.minutes));
  const [plan, setPlan] = useState(draft.plan);
  const startsAt = zonedInstant(day.date, day.time, zone);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (startsAt !== undefined) onSubmit({ title, startsAt, minutes: Number(minutes), plan });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Paper title={t('columns.title')} titleHidden className={css.stack}>
        {children}
        <TextField
          label={t('form.title')}
          hint={t('form.titleHint')}
          value={title}
          onChange={setTitle}
          required
          maxLength={80}
          disabled={planOnly}
        />
        <div className={css.when}>
          <TextField
            label={t('form.date')}
            type="date"
            value={day.date}
            onChange={(date) => setDay({ date })}
            required
            disabled={planOnly || hourFixed}
          />
          <TextField
            label={t('form.time')}
            type="time"
            value={day.time}
            onChange={(time) => setDay({ time })}
            required
            disabled={planOnly || hourFixed}
          />
          <TextField
            label={t('form.minutes')}
            type="number"
            min={5}
            max={240}
            value={minutes}
            onChange={setMinutes}
            required
            disabled={planOnly || hourFixed}
          />
        </div>
        <p className={css.note} role="status">
          {startsAt === undefined ? (
            t('form.bad')
          ) : (
            <Hours startsAt={startsAt} zone={zone} participants={participants} />
          )}
        </p>
      </Paper>
      <PlanEditor plan={plan} onChange={setPlan} lessonMinutes={Number(minutes)} templates={!planOnly} />
      {error && <ErrorLine>{errorText(common, error)}</ErrorLine>}
      {planOnly && <p className={css.note}>{t('form.openNote')}</p>}
      <Button type="submit" kind="primary" size="big" busy={busy}>
        {act}
      </Button>
    </form>
  );
}
