import { createBells, updateBells, type Timetable } from '@pluriclasse/shared/api/timetables';
import { weekdayOf, toDayNumber, type IsoDay } from '@pluriclasse/shared/calendar/days';
import type { BellSchedule } from '@pluriclasse/shared/calendar/model';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { CheckList } from '../../../components/CheckList.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { showToast } from '../../../lib/toasts.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import page from '../timetable.module.css';
import { useDays, useToday } from '../useDays.ts';
import { useRevisionOf, useTimetableChange } from '../useTimetable.ts';
import css from './bells.module.css';
import { DayStrip } from './DayStrip.tsx';
import { faultsOf } from './periods.ts';
import { PeriodRows } from './PeriodRows.tsx';

export interface BellsDialogProps {
  timetable: Timetable;
  /** Undefined: new ones. */
  bells?: BellSchedule;
  /** For some days only, instead of every week. */
  short: boolean;
  onClose: () => void;
}

/** New bells begin as those that ring as a rule: a short day is mostly one of them cut. */
function begin(timetable: Timetable, short: boolean): Omit<BellSchedule, 'bellScheduleId'> {
  const usual = timetable.bells.find(({ days }) => days.length === 0);
  return {
    name: '',
    periods: usual?.periods ?? [],
    weekdays: short ? [] : timetable.weekdays,
    days: [],
    from: null,
    to: null,
  };
}

export function BellsDialog({ timetable, bells, short, onClose }: BellsDialogProps) {
  const { t } = useTranslation('timetable');
  const { t: common } = useTranslation('common');
  const days = useDays();
  const { schoolId } = timetable;
  const revision = useRevisionOf(timetable, (now) =>
    now.bells.find(({ bellScheduleId }) => bellScheduleId === bells?.bellScheduleId),
  );
  const [draft, setDraft] = useState(() => bells ?? begin(timetable, short));
  const create = useTimetableChange(createBells, schoolId);
  const update = useTimetableChange(updateBells, schoolId);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const backwards = draft.from !== null && draft.to !== null && draft.to < draft.from;
  const noDay = short ? draft.days.length === 0 : draft.weekdays.length === 0;
  const wrong = faultsOf(draft.periods).size > 0 || draft.periods.length === 0 || backwards || noDay;
  const submit = () => {
    if (wrong) return;
    const { name, periods, weekdays, from, to } = draft;
    const body = {
      revision,
      bells: { name, periods: [...periods], weekdays, days: short ? draft.days : [], from, to },
    };
    const onSuccess = () => {
      onClose();
      showToast(common('saved'));
    };
    if (bells) update.mutate({ params: { schoolId, bellScheduleId: bells.bellScheduleId }, body }, { onSuccess });
    else create.mutate({ params: { schoolId }, body }, { onSuccess });
  };
  const dayField = (key: 'from' | 'to', error?: string) => (
    <TextField
      label={t(`bells.fields.${key}`)}
      type="date"
      value={draft[key] ?? ''}
      error={error}
      onChange={(value) => set({ [key]: value === '' ? null : value })}
    />
  );
  return (
    <FormDialog
      wide
      title={bells ? t('bells.changeTitle') : short ? t('bells.addShort') : t('bells.add')}
      act={common('save')}
      busy={create.isPending || update.isPending}
      error={bells ? update.error : create.error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('bells.fields.name')}
        hint={short ? t('bells.fields.shortNameHint') : t('bells.fields.nameHint')}
        value={draft.name}
        onChange={(name) => set({ name })}
        required
        maxLength={60}
      />
      {short ? (
        <DayList days={draft.days} onChange={(list) => set({ days: list })} />
      ) : (
        <>
          <CheckList
            legend={t('bells.fields.weekdays')}
            options={[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
              value: weekday,
              label: days.weekday(weekday, 'short'),
            }))}
            chosen={draft.weekdays}
            onChange={(weekdays) => set({ weekdays })}
          />
          <div className={page.pair}>
            {dayField('from')}
            {dayField('to', backwards ? t('bells.backwards') : undefined)}
          </div>
        </>
      )}
      <PeriodRows periods={draft.periods} onChange={(periods) => set({ periods: [...periods] })} />
      <div className={css.preview}>
        <h3>{t('bells.strip.title')}</h3>
        <DayStrip periods={draft.periods} />
      </div>
      {noDay && <p className={page.note}>{short ? t('bells.noDate') : t('bells.noWeekday')}</p>}
    </FormDialog>
  );
}

/** Dates on which these bells ring instead of the usual ones. */
function DayList({ days: list, onChange }: { days: readonly IsoDay[]; onChange: (days: IsoDay[]) => void }) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const today = useToday('UTC');
  const [day, setDay] = useState('');
  const number = toDayNumber(day);
  const add = () => {
    onChange([...new Set([...list, day])].toSorted());
    setDay('');
  };
  return (
    <fieldset className={css.days}>
      <legend>{t('bells.fields.days')}</legend>
      <ul className={css.dayList}>
        {list.map((one) => (
          <li key={one} className={toDayNumber(one) < today ? css.past : undefined}>
            {days.weekday(weekdayOf(toDayNumber(one)), 'short')} {days.short(one)}
            <button
              type="button"
              aria-label={t('bells.removeDay', { day: days.short(one) })}
              onClick={() => onChange(list.filter((other) => other !== one))}
            >
              <X aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div className={css.addDay}>
        <TextField label={t('bells.fields.day')} type="date" value={day} onChange={setDay} />
        <Button icon={Plus} disabled={Number.isNaN(number)} onClick={add}>
          {t('bells.addDay')}
        </Button>
      </div>
    </fieldset>
  );
}
