import { CalendarCard } from '../../features/feeds/CalendarCard.tsx';
import { LessonMailCard } from '../../features/feeds/LessonMailCard.tsx';
import { NoticeChoicesCard } from '../../features/notices/NoticeChoicesCard.tsx';
import SettingsPage from '../../features/settings/SettingsPage.tsx';
import { useStaff } from '../../lib/staff.ts';

/** One's settings, with one's own calendar, and what one is told. */
export default function SettingsRoute() {
  const { staffId, name } = useStaff();
  return (
    <SettingsPage>
      <CalendarCard owners={[{ of: 'staff', id: staffId, name }]} />
      <LessonMailCard />
      <NoticeChoicesCard />
    </SettingsPage>
  );
}
