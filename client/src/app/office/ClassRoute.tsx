import type { ClassGroup } from '@pluriclasse/shared/api/schools';
import ClassPage from '../../features/classes/ClassPage.tsx';
import { CalendarCard } from '../../features/feeds/CalendarCard.tsx';
import { useMay } from '../../lib/staff.ts';

/** A class, with its calendar. */
export default function ClassRoute() {
  const may = useMay();
  const renderMore = ({ classGroupId, schoolId, name }: ClassGroup) =>
    may('feed:school', { kind: 'school', schoolId }) && (
      <CalendarCard owners={[{ of: 'class', id: classGroupId, name }]} />
    );
  return <ClassPage renderMore={renderMore} />;
}
