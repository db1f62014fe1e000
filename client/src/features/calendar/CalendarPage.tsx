import { listLessons } from '@pluriclasse/shared/api/lessons';
import { listTwinnings } from '@pluriclasse/shared/api/twinnings';
import { listCalendars } from '@pluriclasse/shared/api/timetables';
import { mondayOf } from '@pluriclasse/shared/calendar/days';
import type { InstantSpan } from '@pluriclasse/shared/calendar/commonHours';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { ReadState } from '../../components/ReadState.tsx';
import { siteSigns } from '../../components/siteSign.ts';
import { useRead } from '../../lib/query.ts';
import { useStaff } from '../../lib/staff.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { useNow } from '../../lib/useNow.ts';
import { useTranslation } from '../../lib/useTranslation.ts';
import { dayInstant, nextMonth, schoolYearOf } from './axis.ts';
import css from './calendar.module.css';
import { BesideNote } from './BesideNote.tsx';
import { HourPanel } from './HourPanel.tsx';
import { Legend } from './Legend.tsx';
import { MonthView } from './MonthView.tsx';
import { sideName } from './side.ts';
import { SidePicker } from './SidePicker.tsx';
import type { ShownSide } from './shown.ts';
import { useCalendarPlace, type CalendarPlace, type CalendarViewName } from './useCalendarPlace.ts';
import { useDayWords } from './useDayWords.ts';
import { useMayFind } from './useMayFind.ts';
import { useSide } from './useSide.ts';
import { defaultSides, firstOf } from './wanted.ts';
import { WeekView } from './WeekView.tsx';
import { YearView } from './YearView.tsx';

const views: readonly CalendarViewName[] = ['week', 'month', 'year'];

/** Week, month and year of a person, a class, a room or a school; two schools side by side, their free hours lit. */
export default function CalendarPage() {
  const { t } = useTranslation('calendar');
  const words = useDayWords();
  const { school: own } = useStaff();
  const zone = own?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = toWall(useNow(60_000), zone).day;
  const [place, go] = useCalendarPlace(today);
  const [chosen, setChosen] = useState<InstantSpan>();
  const schools = useRead(listCalendars, {});
  const twinnings = useRead(listTwinnings, {});
  const span = spanOf(place);
  const lessons = useRead(listLessons, { query: { from: dayInstant(span.from - 1), to: dayInstant(span.to + 1) } });
  const readable = useMemo(() => schools.data?.schools ?? [], [schools.data]);
  const wanted = defaultSides(
    place,
    own?.schoolId,
    readable.map(({ schoolId }) => schoolId),
    twinnings.data?.twinnings,
  );
  const left = useSide(wanted.left);
  const right = useSide(place.right === null ? undefined : wanted.right);
  const sides = useMemo(() => {
    const found = [left.shown, right.shown].filter((one) => one !== undefined);
    const signs = siteSigns(found.map(({ year }) => year.school.name));
    return found.flatMap((one, n): ShownSide[] => {
      const sign = signs[n];
      const of = sideName(one.year.school, one.side);
      const name = of === undefined ? one.year.school.name : `${one.year.school.name}, ${of}`;
      return sign ? [{ ...one, sign, name }] : [];
    });
  }, [left.shown, right.shown]);
  const mayFind = useMayFind(
    sides.map(({ side }) => side),
    twinnings.data?.twinnings,
  );
  const shown = { sides, lessons: lessons.data?.lessons ?? [] };
  const title = titleOf(
    place,
    words,
    t('weekOf', { span: words.span(dayInstant(span.from), dayInstant(span.to - 2)) }),
  );
  usePageTitle(t('title'));

  const pick = (change: Partial<CalendarPlace>) => {
    setChosen(undefined);
    go(change);
  };
  const beside = readable.find(({ schoolId }) => schoolId === right.side?.schoolId);
  const failed = [schools, right.read].filter(({ data, error }) => data === undefined && error !== null);
  const first = (schoolId: string) => firstOf(schoolId, twinnings.data?.twinnings);
  const open = (day: number) => pick({ view: 'week', day });
  if (schools.data?.schools.length === 0) return <EmptyState level={1} title={t('none')} />;
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{title}</h1>
        <div className={css.steps}>
          <IconButton
            icon={ChevronLeft}
            label={t(`earlier.${place.view}`)}
            onClick={() => pick({ day: step(place, -1) })}
          />
          <Button onClick={() => pick({ day: today })}>{t(`now.${place.view}`)}</Button>
          <IconButton
            icon={ChevronRight}
            label={t(`later.${place.view}`)}
            onClick={() => pick({ day: step(place, 1) })}
          />
        </div>
        <div className={css.views} role="group" aria-label={t('views.label')}>
          {views.map((view) => (
            <Button
              key={view}
              on={view === place.view}
              aria-pressed={view === place.view}
              onClick={() => pick({ view })}
            >
              {t(`views.${view}`)}
            </Button>
          ))}
        </div>
      </div>
      <div className={css.pickers}>
        <SidePicker
          label={t('pick.left')}
          sign={sides[0]?.sign}
          schools={readable}
          school={left.read.data}
          side={left.side}
          onSchool={(schoolId) => pick({ left: first(schoolId) })}
          onChange={(side) => side && pick({ left: side })}
        />
        {readable.length > 1 && (
          <SidePicker
            optional
            label={t('pick.right')}
            sign={sides[1]?.sign}
            schools={readable}
            school={right.read.data}
            side={right.side}
            onSchool={(schoolId) => pick({ right: first(schoolId) })}
            onChange={(side) => pick({ right: side })}
          />
        )}
        <Legend sides={sides} view={place.view} />
      </div>
      {(schools.data ?? schools.error) && (
        <BesideNote
          error={failed[0]?.error ?? null}
          onRetry={() => failed.forEach((read) => void read.refetch())}
          name={beside?.name}
          any={readable.length !== 1}
          partner={beside?.partner === true}
        />
      )}
      <ReadState read={left.read}>
        {() => (
          <div className={css.body}>
            <div className={css.view}>
              {place.view === 'week' && (
                <WeekView {...shown} monday={mondayOf(place.day)} today={today} chosen={chosen} onChoose={setChosen} />
              )}
              {place.view === 'month' && (
                <MonthView
                  key={nextMonth(place.day, 0)}
                  {...shown}
                  first={nextMonth(place.day, 0)}
                  today={today}
                  onOpen={open}
                />
              )}
              {place.view === 'year' && (
                <YearView
                  key={schoolYearOf(place.day)}
                  {...shown}
                  first={schoolYearOf(place.day)}
                  today={today}
                  onOpen={open}
                />
              )}
            </div>
            {chosen && (
              <HourPanel
                sides={sides}
                span={chosen}
                today={today}
                mayFind={mayFind}
                onClose={() => setChosen(undefined)}
              />
            )}
          </div>
        )}
      </ReadState>
    </div>
  );
}

/** The days that are drawn; the last is not part of it. */
function spanOf({ view, day }: CalendarPlace): { from: number; to: number } {
  if (view === 'week') return { from: mondayOf(day), to: mondayOf(day) + 7 };
  const from = view === 'month' ? nextMonth(day, 0) : schoolYearOf(day);
  return { from, to: nextMonth(from, view === 'month' ? 1 : 12) };
}

function step({ view, day }: CalendarPlace, by: 1 | -1): number {
  if (view === 'week') return day + by * 7;
  return view === 'month' ? nextMonth(day, by) : nextMonth(schoolYearOf(day), by * 12);
}

function titleOf({ view, day }: CalendarPlace, words: ReturnType<typeof useDayWords>, week: string): string {
  if (view === 'week') return week;
  if (view === 'month') return words.month(dayInstant(nextMonth(day, 0)));
  const first = schoolYearOf(day);
  return words.span(dayInstant(first), dayInstant(nextMonth(first, 12) - 1));
}
