import { listClasses, type School } from '@pluriclasse/shared/api/schools';
import { RulesCard } from '../../features/capsules/RulesCard.tsx';
import { CalendarCard } from '../../features/feeds/CalendarCard.tsx';
import SchoolPage from '../../features/school/SchoolPage.tsx';
import { useRead } from '../../lib/query.ts';
import { useMay } from '../../lib/staff.ts';

/** A school, with its rules of recording, its calendar and those of its rooms and classes. */
export default function SchoolRoute() {
  const may = useMay();
  return (
    <SchoolPage
      renderMore={(school) => (
        <>
          <RulesCard schoolId={school.schoolId} />
          {may('feed:school', { kind: 'school', schoolId: school.schoolId }) && <SchoolCalendars school={school} />}
        </>
      )}
    />
  );
}

function SchoolCalendars({ school: { schoolId, name, rooms } }: { school: School }) {
  const classes = useRead(listClasses, { params: { schoolId } });
  return (
    <CalendarCard
      owners={[
        { of: 'school', id: schoolId, name },
        ...rooms.map((room) => ({ of: 'room' as const, id: room.roomId, name: room.name })),
        ...(classes.data?.classes ?? []).map((one) => ({
          of: 'class' as const,
          id: one.classGroupId,
          name: one.name,
        })),
      ]}
    />
  );
}
