import type { StaffId } from '@pluriclasse/shared/ids';
import { UserPlus } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { ButtonLink } from '../../../components/ButtonLink.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { schoolPath, useMay, useStaff } from '../../../lib/staff.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { TimetablePage, type TimePageProps } from '../TimetablePage.tsx';
import { Absences } from './Absences.tsx';
import { AvailabilityEditor } from './AvailabilityEditor.tsx';
import css from './people.module.css';

/** When the people of a school can teach with others, and when they are away. One's own to begin with. */
export default function PeoplePage() {
  return <TimetablePage page="people">{(props) => <People {...props} />}</TimetablePage>;
}

function People({ timetable, schoolId }: TimePageProps) {
  const { t } = useTranslation('timetable');
  const me = useStaff();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const { staff } = timetable;
  const asked = search.get('staff');
  const person =
    staff.find(({ staffId }) => staffId === asked) ?? staff.find(({ staffId }) => staffId === me.staffId) ?? staff[0];
  if (person === undefined) {
    return (
      <EmptyState
        title={t('people.none.title')}
        acts={
          <ButtonLink kind="primary" icon={UserPlus} href={schoolPath(me.school, schoolId, 'staff')}>
            {t('people.none.act')}
          </ButtonLink>
        }
      >
        {t('people.none.words')}
      </EmptyState>
    );
  }
  const own = person.staffId === me.staffId;
  const mayEdit = may('availability:edit', { kind: 'member', schoolId, roles: [], own });
  const options = staff.map(({ staffId, name }) => ({
    value: staffId,
    label: staffId === me.staffId ? t('people.own', { name }) : name,
  }));
  // A school's staff are known by their ids.
  const staffId = person.staffId as StaffId;
  return (
    <>
      <div className={css.who}>
        <SelectField
          label={t('people.who')}
          value={person.staffId}
          options={options}
          onChange={(id) => setSearch({ staff: id }, { replace: true })}
        />
        <p>
          {mayEdit ? t(own ? 'people.ownWords' : 'people.otherWords') : t('people.readOnly', { name: person.name })}
        </p>
      </div>
      <div className={css.columns}>
        <AvailabilityEditor
          key={person.staffId}
          timetable={timetable}
          person={person}
          staffId={staffId}
          mayEdit={mayEdit}
        />
        <Absences
          key={`away ${person.staffId}`}
          timetable={timetable}
          person={person}
          staffId={staffId}
          mayEdit={mayEdit}
        />
      </div>
    </>
  );
}
