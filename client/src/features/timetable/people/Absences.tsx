import { createAbsence, deleteAbsence, type Timetable } from '@pluriclasse/shared/api/timetables';
import { toDayNumber } from '@pluriclasse/shared/calendar/days';
import type { Absence, CalendarStaff } from '@pluriclasse/shared/calendar/model';
import type { StaffId } from '@pluriclasse/shared/ids';
import { CalendarX, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CheckList } from '../../../components/CheckList.tsx';
import { ErrorLine } from '../../../components/ErrorLine.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Paper } from '../../../components/Paper.tsx';
import { Row, Rows } from '../../../components/Rows.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { errorText } from '../../../lib/errorText.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useDays, useToday } from '../useDays.ts';
import { useTimetableChange } from '../useTimetable.ts';

export interface AbsencesProps {
  timetable: Timetable;
  person: CalendarStaff;
  staffId: StaffId;
  mayEdit: boolean;
}

/** Days and hours at which somebody is away. */
export function Absences({ timetable, person, staffId, mayEdit }: AbsencesProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const [adding, setAdding] = useState(false);
  const { schoolId, revision } = timetable;
  const remove = useTimetableChange(deleteAbsence, schoolId);
  const today = useToday(timetable.timeZone);
  const ahead = person.absences
    .filter(({ to }) => toDayNumber(to) >= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (
    <Paper
      title={t('people.away.title')}
      aside={
        mayEdit && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('people.away.add')}
          </Button>
        )
      }
    >
      {ahead.length === 0 && <p className={page.note}>{t('people.away.none')}</p>}
      {remove.error && <ErrorLine>{errorText(common, remove.error)}</ErrorLine>}
      <Rows label={t('people.away.title')}>
        {ahead.map(({ absenceId, from, to, hours, reason }) => (
          <Row
            key={absenceId}
            start={<Icon of={CalendarX} />}
            end={
              mayEdit && (
                <Button
                  size="dense"
                  aria-label={t('people.away.removeLabel', { span: days.span(from, to) })}
                  busy={remove.isPending}
                  onClick={() =>
                    remove.mutate(
                      { params: { schoolId, staffId, absenceId }, body: { revision } },
                      { onSuccess: () => showToast(t('people.away.removed')) },
                    )
                  }
                >
                  {common('remove')}
                </Button>
              )
            }
          >
            <b>{days.span(from, to)}</b>
            {hours && ` ${hours.start}–${hours.end}`}
            {reason && <span className={page.small}> {reason}</span>}
          </Row>
        ))}
      </Rows>
      {adding && <AbsenceDialog timetable={timetable} staffId={staffId} onClose={() => setAdding(false)} />}
    </Paper>
  );
}

interface AbsenceDialogProps {
  timetable: Timetable;
  staffId: StaffId;
  onClose: () => void;
}

function AbsenceDialog({ timetable, staffId, onClose }: AbsenceDialogProps) {
  const { t } = useTranslation('timetable');
  const { schoolId, revision } = timetable;
  const [{ from, to, hours, reason }, setDraft] = useState<Omit<Absence, 'absenceId'>>({
    from: '',
    to: '',
    hours: null,
    reason: null,
  });
  const set = (change: Partial<Absence>) => setDraft({ from, to, hours, reason, ...change });
  const create = useTimetableChange(createAbsence, schoolId);
  const backwards = to !== '' && to < from;
  const noTime = hours !== null && hours.start !== '' && hours.end !== '' && hours.end <= hours.start;
  const submit = () => {
    if (backwards || noTime) return;
    const absence = { from, to, hours, reason: reason?.trim() ? reason.trim() : null };
    create.mutate({ params: { schoolId, staffId }, body: { revision, absence } }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t('people.away.add')}
      act={t('people.away.add')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className={page.pair}>
        <TextField
          label={t('people.away.from')}
          type="date"
          required
          value={from}
          onChange={(value) => set({ from: value, ...(to === '' || to === from ? { to: value } : {}) })}
        />
        <TextField
          label={t('people.away.to')}
          type="date"
          required
          value={to}
          error={backwards ? t('people.away.backwards') : undefined}
          onChange={(value) => set({ to: value })}
        />
      </div>
      <CheckList
        legend={t('people.away.hours')}
        options={[{ value: 'part', label: t('people.away.part') }]}
        chosen={hours ? ['part'] : []}
        onChange={(chosen) => set({ hours: chosen.length > 0 ? { start: '', end: '' } : null })}
      />
      {hours && (
        <div className={page.pair}>
          <TextField
            label={t('people.away.start')}
            type="time"
            required
            value={hours.start}
            onChange={(start) => set({ hours: { ...hours, start } })}
          />
          <TextField
            label={t('people.away.end')}
            type="time"
            required
            value={hours.end}
            error={noTime ? t('people.away.noTime') : undefined}
            onChange={(end) => set({ hours: { ...hours, end } })}
          />
        </div>
      )}
      <TextField
        label={t('people.away.reason')}
        hint={t('people.away.reasonHint')}
        value={reason ?? ''}
        maxLength={120}
        onChange={(value) => set({ reason: value })}
      />
    </FormDialog>
  );
}
