import { listLessons, readLesson, type Lesson } from '@pluriclasse/shared/api/lessons';
import { moveLesson } from '@pluriclasse/shared/api/series';
import { movesAtOnce } from '@pluriclasse/shared/domain/lessonChanges';
import { useState } from 'react';
import { FormDialog } from '../../components/FormDialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useChange } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { showToast } from '../../lib/toasts.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { zonedFields, zonedInstant } from '../../lib/zonedInstant.ts';
import { Hours } from './Hours.tsx';
import css from './lessons.module.css';

/** Another day and hour; soon before the lesson the other teachers are asked first. */
export function MoveDialog({ lesson, onClose }: { lesson: Lesson; onClose: () => void }) {
  const { t } = useTranslation('lessons');
  const { school } = useStaff();
  const now = useNow(60_000);
  const { lessonId, title, startsAt, participants } = lesson;
  const zone = school?.timeZone ?? participants[0]?.school.timeZone ?? 'UTC';
  const [{ date, time }, set] = useState(() => zonedFields(startsAt, zone));
  const move = useChange(moveLesson, [readLesson, listLessons]);
  const to = zonedInstant(date, time, zone);
  const atOnce = to !== undefined && movesAtOnce(startsAt, to, now);
  const submit = () => {
    if (to === undefined) return;
    move.mutate(
      { params: { lessonId }, body: { startsAt: to } },
      {
        onSuccess: ({ move: proposed }) => {
          showToast(t(proposed ? 'hour.moveAsked' : 'hour.moveDone'));
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('hour.moveTitle', { title })}
      act={t(atOnce ? 'hour.move' : 'hour.ask')}
      busy={move.isPending}
      error={move.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className={css.when}>
        <TextField
          required
          type="date"
          label={t('form.date')}
          value={date}
          onChange={(day) => set({ date: day, time })}
        />
        <TextField
          required
          type="time"
          label={t('form.time')}
          value={time}
          onChange={(hour) => set({ date, time: hour })}
        />
      </div>
      <p className={css.note} role="status">
        {to === undefined ? t('form.bad') : <Hours startsAt={to} zone={zone} participants={participants} />}
      </p>
      <p className={css.note}>{t(atOnce ? 'hour.atOnce' : 'hour.asks')}</p>
    </FormDialog>
  );
}
