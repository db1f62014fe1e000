import { readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { Bell, CalendarRange, FileInput, Grid3x3, UserRoundCheck, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { useRead } from '../../lib/query.ts';
import { schoolPath, useSchoolId, useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import css from './timetable.module.css';

export type TimePage = 'week' | 'bells' | 'year' | 'people' | 'import';

const pages: Record<TimePage, { path: 'timetable' | `timetable/${string}`; icon: LucideIcon }> = {
  week: { path: 'timetable', icon: Grid3x3 },
  bells: { path: 'timetable/bells', icon: Bell },
  year: { path: 'timetable/year', icon: CalendarRange },
  people: { path: 'timetable/people', icon: UserRoundCheck },
  import: { path: 'timetable/import', icon: FileInput },
};
const order: readonly TimePage[] = ['week', 'bells', 'year', 'people', 'import'];

export interface TimePageProps {
  schoolId: SchoolId;
  timetable: Timetable;
}

/** The frame of all pages on a school's time: whose it is, the way to the others, and what is known, once it is here. */
export function TimetablePage({ page, children }: { page: TimePage; children: (props: TimePageProps) => ReactNode }) {
  const { t } = useTranslation('timetable');
  const schoolId = useSchoolId();
  usePageTitle(t(`pages.${page}`));
  if (schoolId === undefined) return <EmptyState level={1} title={t('noSchool')} />;
  return (
    <Known key={schoolId} schoolId={schoolId} page={page}>
      {children}
    </Known>
  );
}

interface KnownProps {
  schoolId: SchoolId;
  page: TimePage;
  children: (props: TimePageProps) => ReactNode;
}

function Known({ schoolId, page, children }: KnownProps) {
  const { t } = useTranslation('timetable');
  const { school: own } = useStaff();
  const timetable = useRead(readTimetable, { params: { schoolId } });
  return (
    <>
      <PageHead title={t(`pages.${page}`)} note={timetable.data?.name} />
      <nav className={css.pages} aria-label={t('pages.label')}>
        {order.map((key) => (
          <Link
            key={key}
            href={schoolPath(own, schoolId, pages[key].path)}
            aria-current={key === page ? 'page' : undefined}
          >
            <Icon of={pages[key].icon} />
            <span>{t(`pages.${key}`)}</span>
          </Link>
        ))}
      </nav>
      <ReadState read={timetable} rows={6} failed={{ title: t('failed.title'), words: t('failed.words') }}>
        {(data) => children({ schoolId, timetable: data })}
      </ReadState>
    </>
  );
}

/** Where another of a school's time pages is. */
export function useTimePath(schoolId: SchoolId): (page: TimePage) => string {
  const { school: own } = useStaff();
  return (page) => schoolPath(own, schoolId, pages[page].path);
}
