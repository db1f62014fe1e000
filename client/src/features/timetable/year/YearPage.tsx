import { useState } from 'react';
import type { SchoolClosure } from '@pluriclasse/shared/api/timetables';
import { TimetablePage, type TimePageProps } from '../TimetablePage.tsx';
import { ClosureDialog } from './ClosureDialog.tsx';
import { ClosureList } from './ClosureList.tsx';
import { useToday } from '../useDays.ts';
import { spanOf, yearsOf } from './months.ts';
import { RemoveClosure } from './RemoveClosure.tsx';
import { SchoolDays } from './SchoolDays.tsx';
import { WeekPatternForm } from './WeekPatternForm.tsx';
import css from './year.module.css';
import { YearPicture } from './YearPicture.tsx';

/** When a school is open: its days of the week, weeks that take turns, closures. */
export default function YearPage() {
  return <TimetablePage page="year">{(props) => <Year {...props} />}</TimetablePage>;
}

type Editing = { kind: 'none' | 'new' } | { kind: 'change' | 'remove'; closure: SchoolClosure };

function Year({ timetable }: TimePageProps) {
  const [editing, setEditing] = useState<Editing>({ kind: 'none' });
  const close = () => setEditing({ kind: 'none' });
  const today = useToday(timetable.timeZone);
  const years = yearsOf(timetable, today);
  const ofToday = years.findIndex((months) => spanOf(months).to >= today);
  const [chosen, choose] = useState<number>();
  const at = Math.min(chosen ?? (ofToday < 0 ? years.length - 1 : ofToday), years.length - 1);
  const months = years[at] ?? [];
  return (
    <>
      <YearPicture
        timetable={timetable}
        months={months}
        onEarlier={at > 0 ? () => choose(at - 1) : undefined}
        onLater={at < years.length - 1 ? () => choose(at + 1) : undefined}
      />
      <div className={css.columns}>
        <ClosureList
          timetable={timetable}
          shown={years.length > 1 ? spanOf(months) : undefined}
          onAdd={() => setEditing({ kind: 'new' })}
          onChange={(closure) => setEditing({ kind: 'change', closure })}
          onRemove={(closure) => setEditing({ kind: 'remove', closure })}
        />
        <div className={css.side}>
          <SchoolDays key={JSON.stringify([timetable.weekdays, timetable.known])} timetable={timetable} />
          <WeekPatternForm key={JSON.stringify(timetable.weekPattern)} timetable={timetable} />
        </div>
      </div>
      {editing.kind === 'new' && <ClosureDialog timetable={timetable} onClose={close} />}
      {editing.kind === 'change' && <ClosureDialog timetable={timetable} closure={editing.closure} onClose={close} />}
      {editing.kind === 'remove' && <RemoveClosure timetable={timetable} closure={editing.closure} onClose={close} />}
    </>
  );
}
