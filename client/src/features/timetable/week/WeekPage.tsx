import { Bell, CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { ButtonLink } from '../../../components/ButtonLink.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { schoolPath, useStaff } from '../../../lib/staff.ts';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { LeaveDialog } from '../../../components/LeaveDialog.tsx';
import { TimetablePage, useTimePath, type TimePageProps } from '../TimetablePage.tsx';
import { useToday } from '../useDays.ts';
import { dayToShow, gridOf, groundOf } from './grid.ts';
import { SaveBar } from './SaveBar.tsx';
import { useView } from './useView.ts';
import { useWeekEditor } from './useWeekEditor.ts';
import { WeekEditing } from './WeekEditing.tsx';
import { WeekHead } from './WeekHead.tsx';

/** A school's weekly hours: looked at, and painted. */
export default function WeekPage() {
  return <TimetablePage page="week">{(props) => <Week {...props} />}</TimetablePage>;
}

function Week({ timetable, schoolId }: TimePageProps) {
  const { t } = useTranslation('timetable');
  const { school: own } = useStaff();
  const path = useTimePath(schoolId);
  const today = useToday(timetable.timeZone);
  const [chosenDay, setDay] = useState<number>();
  const { view, show } = useView(timetable);
  const editor = useWeekEditor(timetable);
  const day = chosenDay ?? dayToShow(timetable, today);
  const grid = gridOf(timetable, day);

  if (view === undefined) {
    return (
      <EmptyState
        title={t('week.noClass.title')}
        acts={
          <ButtonLink kind="primary" icon={CalendarPlus} href={schoolPath(own, schoolId, 'classes')}>
            {t('week.noClass.act')}
          </ButtonLink>
        }
      >
        {t('week.noClass.words')}
      </EmptyState>
    );
  }
  if (timetable.bells.length === 0) {
    return (
      <EmptyState
        title={t('week.noBells.title')}
        acts={
          <>
            <ButtonLink kind="primary" icon={Bell} href={path('bells')}>
              {t('week.noBells.act')}
            </ButtonLink>
            <ButtonLink href={path('import')}>{t('week.noBells.import')}</ButtonLink>
          </>
        }
      >
        {t('week.noBells.words')}
      </EmptyState>
    );
  }
  return (
    <>
      <WeekHead
        timetable={timetable}
        view={view}
        onView={show}
        day={day}
        onDay={setDay}
        isToday={day === today}
        busy={editor.unsaved > 0}
      />
      <WeekEditing
        key={`${view.kind} ${view.id}`}
        timetable={timetable}
        view={view}
        ground={groundOf(timetable, day)}
        grid={grid}
        editor={editor}
      />
      <SaveBar editor={editor} />
      <LeaveDialog unsaved={editor.unsaved > 0} say={(word) => t(`leave.${word}`)} />
    </>
  );
}
