import { copyYear, type Timetable } from '@pluriclasse/shared/api/timetables';
import { toDayNumber, type IsoDay } from '@pluriclasse/shared/calendar/days';
import { useState } from 'react';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import css from '../timetable.module.css';
import { useToday } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';
import { holdsOn } from './entries.ts';
import { UnsavedFirst } from './UnsavedFirst.tsx';
import { yearToCopy } from './yearToCopy.ts';

interface CopyYearProps {
  timetable: Timetable;
  busy: boolean;
  onClose: () => void;
}

/** Bells, weekly hours and people's hours of last year, for a new one. */
export function CopyYearDialog({ timetable, busy, onClose }: CopyYearProps) {
  const { t } = useTranslation('timetable');
  const { schoolId, revision, entries, bells } = timetable;
  const today = useToday(timetable.timeZone);
  const [days, setDays] = useState(() => yearToCopy(timetable, today));
  const copy = useTimetableChange(copyYear, schoolId);
  if (busy) return <UnsavedFirst title={t('copyYear.title')} onClose={onClose} />;
  const asOf = toDayNumber(days.asOf);
  const holding = entries.filter((entry) => holdsOn(entry, asOf)).length;
  const ringing = bells.filter((one) => holdsOn(one, asOf)).length;
  const backwards = days.to < days.from;
  const submit = () => {
    if (backwards) return;
    copy.mutate(
      { params: { schoolId }, body: { revision, ...days } },
      {
        onSuccess: () => {
          onClose();
          showToast(t('copyYear.done'));
        },
      },
    );
  };
  const field = (key: keyof typeof days, error?: string) => (
    <TextField
      label={t(`copyYear.${key}`)}
      type="date"
      required
      value={days[key]}
      error={error}
      onChange={(value: IsoDay) => setDays({ ...days, [key]: value })}
    />
  );
  return (
    <FormDialog
      title={t('copyYear.title')}
      act={t('copyYear.do')}
      busy={copy.isPending}
      error={copy.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('copyYear.words')}</p>
      {field('asOf')}
      <p className={css.note} role="status">
        {t('copyYear.holding', { count: holding })} {t('copyYear.ringing', { count: ringing })}
      </p>
      <div className={css.pair}>
        {field('from')}
        {field('to', backwards ? t('backwards') : undefined)}
      </div>
    </FormDialog>
  );
}
