import { updateSchoolYear, type Timetable } from '@pluriclasse/shared/api/timetables';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CheckList } from '../../../components/CheckList.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useDays } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';

/** On which days of the week school is kept, and how far its calendar is known. */
export function SchoolDays({ timetable }: { timetable: Timetable }) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const { schoolId, revision, mayEdit } = timetable;
  const [weekdays, setWeekdays] = useState(timetable.weekdays);
  const [known, setKnown] = useState(timetable.known);
  const change = useTimetableChange(updateSchoolYear, schoolId);
  const backwards = known.from !== null && known.to !== null && known.to < known.from;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (backwards || weekdays.length === 0) return;
    change.mutate(
      { params: { schoolId }, body: { revision, weekdays, known } },
      { onSuccess: () => showToast(common('saved')) },
    );
  };
  const day = (key: 'from' | 'to', error?: string) => (
    <TextField
      label={t(`year.days.${key}`)}
      type="date"
      value={known[key] ?? ''}
      disabled={!mayEdit}
      error={error}
      onChange={(value) => setKnown({ ...known, [key]: value === '' ? null : value })}
    />
  );
  return (
    <Paper title={t('year.days.title')}>
      <form className={page.stack} onSubmit={save}>
        {mayEdit ? (
          <CheckList
            legend={t('year.days.weekdays')}
            options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: days.weekday(value, 'short') }))}
            chosen={weekdays}
            onChange={setWeekdays}
            {...(weekdays.length === 0 && { hint: t('year.days.noWeekday') })}
          />
        ) : (
          <p>{days.list(weekdays.toSorted((a, b) => a - b).map((weekday) => days.weekday(weekday)))}</p>
        )}
        <div className={page.pair}>
          {day('from')}
          {day('to', backwards ? t('year.backwards') : undefined)}
        </div>
        <p className={page.small}>{t('year.days.knownWords')}</p>
        {change.error && <ErrorLine>{errorText(common, change.error)}</ErrorLine>}
        {mayEdit && (
          <Button type="submit" busy={change.isPending}>
            {common('save')}
          </Button>
        )}
      </form>
    </Paper>
  );
}
