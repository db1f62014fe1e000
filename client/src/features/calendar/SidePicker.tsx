import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import { useId } from 'react';
import { SiteMark } from '../../components/SiteMark.tsx';
import type { SiteSign } from '../../components/siteSign.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './calendar.module.css';
import { writeSide, readSide, type Side } from './side.ts';

export interface SidePickerProps {
  label: string;
  sign: SiteSign | undefined;
  schools: readonly { readonly schoolId: string; readonly name: string; readonly partner: boolean }[];
  /** Of the chosen school; undefined while it loads. */
  school: SchoolCalendar | undefined;
  side: Side | undefined;
  onChange: (side: Side | null) => void;
  /** Another school is chosen, of which one may not know yet whom there is. */
  onSchool: (schoolId: string) => void;
  /** Whether it may show nobody. */
  optional?: boolean;
}

/** Whose calendar stands on one side: a school, then all of it, a class, a person or a room. */
export function SidePicker({
  label,
  sign,
  schools,
  school,
  side,
  onChange,
  onSchool,
  optional = false,
}: SidePickerProps) {
  const { t } = useTranslation('calendar');
  const id = useId();
  const choose = (schoolId: string) => (schoolId === '' ? onChange(null) : onSchool(schoolId));
  const partner = schools.some((one) => one.partner && one.schoolId === side?.schoolId);
  return (
    <fieldset className={css.picker}>
      <legend>{label}</legend>
      {sign ? <SiteMark sign={sign} /> : <span className={css.nobody} aria-hidden />}
      <select
        aria-label={t('pick.school')}
        id={id}
        value={side?.schoolId ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        {(optional || side === undefined) && <option value="">{t('pick.nobody')}</option>}
        {schools.map(({ schoolId, name }) => (
          <option key={schoolId} value={schoolId}>
            {name}
          </option>
        ))}
      </select>
      {side && school && (
        <select
          aria-label={t('pick.whose')}
          value={writeSide(side)}
          onChange={(event) => onChange(readSide(event.target.value) ?? null)}
        >
          <option value={writeSide({ schoolId: side.schoolId, of: 'school', id: side.schoolId })}>
            {t(partner ? 'pick.allShown' : 'pick.all')}
          </option>
          <Group
            label={t('pick.classes')}
            of="class"
            schoolId={side.schoolId}
            options={school.classGroups.map((one) => [one.classGroupId, one.name])}
          />
          <Group
            label={t('pick.staff')}
            of="staff"
            schoolId={side.schoolId}
            options={school.staff.map((one) => [one.staffId, one.name])}
          />
          <Group
            label={t('pick.rooms')}
            of="room"
            schoolId={side.schoolId}
            options={school.rooms.map((one) => [one.roomId, one.name])}
          />
        </select>
      )}
    </fieldset>
  );
}

interface GroupProps {
  label: string;
  of: Side['of'];
  schoolId: string;
  options: readonly (readonly [id: string, name: string])[];
}

function Group({ label, of, schoolId, options }: GroupProps) {
  if (options.length === 0) return null;
  return (
    <optgroup label={label}>
      {options.map(([id, name]) => (
        <option key={id} value={writeSide({ schoolId, of, id })}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}
