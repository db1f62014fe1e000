import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { toDayNumber, toIsoDay, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { useState } from 'react';
import { Menu } from '../../../components/Menu.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { TextField } from '../../../components/TextField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays } from '../useDays.ts';
import { CopyYearDialog } from './CopyYearDialog.tsx';
import { groundOf } from './grid.ts';
import type { View } from './entries.ts';
import { TakeBackDialog } from './TakeBackDialog.tsx';
import { choicesOf, viewKinds } from './useView.ts';
import css from './week.module.css';

export interface WeekHeadProps {
  timetable: Timetable;
  view: View;
  onView: (view: View) => void;
  day: DayNumber;
  onDay: (day: DayNumber | undefined) => void;
  isToday: boolean;
  /** Something is painted and not stored: what changes the whole timetable waits. */
  busy: boolean;
}

/** Whose week it is, of which day, and what is done with the weekly hours as a whole. */
export function WeekHead({ timetable, view, onView, day, onDay, isToday, busy }: WeekHeadProps) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const [dialog, setDialog] = useState<'copy' | 'back'>();
  const { span } = groundOf(timetable, day);
  const kinds = viewKinds.filter((kind) => choicesOf(timetable, kind).length > 0);
  const chooseKind = (kind: View['kind']) => {
    const [first] = choicesOf(timetable, kind);
    if (first) onView({ kind, id: first.id });
  };
  return (
    <div className={css.head}>
      <SelectField
        label={t('week.viewOf')}
        value={view.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`week.kinds.${kind}`) }))}
        onChange={chooseKind}
      />
      <SelectField
        label={t(`week.who.${view.kind}`)}
        value={view.id}
        options={choicesOf(timetable, view.kind).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onView({ kind: view.kind, id })}
      />
      <TextField
        label={t('week.asOf')}
        type="date"
        value={toIsoDay(day)}
        onChange={(value) => {
          const chosen = toDayNumber(value);
          onDay(Number.isNaN(chosen) ? undefined : chosen);
        }}
      />
      <p className={css.span}>
        {!isToday && <b>{t('week.asOfDay', { day: days.longDay(day) })} </b>}
        {timetable.mayEdit && t('week.newHold', { span: days.span(span.from, span.to) })}
      </p>
      {timetable.mayEdit && (
        <div className={css.more}>
          <Menu
            label={t('week.more')}
            acts={[
              { key: 'copy', word: t('copyYear.act'), onAct: () => setDialog('copy') },
              { key: 'back', word: t('takeBack.act'), onAct: () => setDialog('back') },
            ]}
          />
        </div>
      )}
      {dialog === 'copy' && <CopyYearDialog timetable={timetable} busy={busy} onClose={() => setDialog(undefined)} />}
      {dialog === 'back' && <TakeBackDialog timetable={timetable} busy={busy} onClose={() => setDialog(undefined)} />}
    </div>
  );
}
