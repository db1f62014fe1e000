import type { Timetable } from '@pluriclasse/shared/api/timetables';
import { CheckList } from '../../../components/CheckList.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { useTranslation } from '../../../lib/useTranslation.ts';
import type { View } from './entries.ts';
import type { Hour } from './hours.ts';
import css from './week.module.css';

export interface HourFieldsProps {
  timetable: Timetable;
  view: View;
  hour: Hour;
  onChange: (hour: Hour) => void;
}

/** Who gives what is painted, where, and to whom beside. */
export function HourFields({ timetable, view, hour, onChange }: HourFieldsProps) {
  const { t } = useTranslation('timetable');
  const staff = timetable.staff
    .filter(({ staffId }) => view.kind !== 'staff' || staffId !== view.id)
    .map(({ staffId, name }) => ({ value: staffId, label: name }));
  const classes = timetable.classGroups
    .filter(({ classGroupId }) => view.kind !== 'class' || classGroupId !== view.id)
    .map(({ classGroupId, name }) => ({ value: classGroupId, label: name }));
  const [first = '', second = '', ...others] = hour.staffIds;
  const setStaff = (...ids: string[]) => onChange({ ...hour, staffIds: [...new Set(ids.filter((id) => id !== ''))] });
  const nobody = { value: '', label: t('paint.nobody') };
  const classChoice = (
    <CheckList
      legend={view.kind === 'class' ? t('paint.withClasses') : t('paint.classes')}
      options={classes}
      chosen={hour.classGroupIds}
      onChange={(classGroupIds) => onChange({ ...hour, classGroupIds })}
      {...(view.kind !== 'class' && hour.classGroupIds.length === 0 && { hint: t('said.whichClass') })}
    />
  );
  return (
    <div className={css.fields}>
      {view.kind !== 'class' && classChoice}
      {staff.length > 0 && (
        <SelectField
          label={view.kind === 'staff' ? t('paint.withTeacher') : t('paint.teacher')}
          value={first}
          options={[nobody, ...staff]}
          onChange={(id) => setStaff(id, ...(id === '' ? [] : [second, ...others]))}
        />
      )}
      {first !== '' && staff.length > 1 && (
        <SelectField
          label={t('paint.secondTeacher')}
          value={second}
          options={[nobody, ...staff.filter(({ value }) => value !== first)]}
          onChange={(id) => setStaff(first, id, ...others)}
        />
      )}
      {view.kind !== 'room' && timetable.rooms.length > 0 && (
        <SelectField
          label={t('paint.room')}
          value={hour.roomId ?? ''}
          options={[
            { value: '', label: t('paint.ownRoom') },
            ...timetable.rooms.map(({ roomId, name }) => ({ value: roomId, label: name })),
          ]}
          onChange={(id) => onChange({ ...hour, roomId: id === '' ? null : id })}
        />
      )}
      {view.kind === 'class' && classes.length > 0 && (
        <details className={css.details} {...(hour.classGroupIds.length > 0 && { open: true })}>
          <summary>{t('paint.withClasses')}</summary>
          {classChoice}
        </details>
      )}
    </div>
  );
}
