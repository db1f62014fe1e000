import { toDayNumber, toIsoDay, weekdayOf, type DayNumber } from '@pluriclasse/shared/calendar/days';
import { useLocation, useSearchParams } from 'wouter';
import { readSide, writeSide, type Side } from './side.ts';

export type CalendarViewName = 'week' | 'month' | 'year';
const views: readonly string[] = ['week', 'month', 'year'];
const isView = (text: string | null): text is CalendarViewName => text !== null && views.includes(text);

/** What is shown, as the page's address says: so that it can be sent to someone, and the browser's Back goes back. */
export interface CalendarPlace {
  readonly view: CalendarViewName;
  readonly day: DayNumber;
  readonly left: Side | undefined;
  /** Null: one side alone. */
  readonly right: Side | undefined | null;
}

export function useCalendarPlace(today: DayNumber): [CalendarPlace, (change: Partial<CalendarPlace>) => void] {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const view = search.get('view');
  const day = toDayNumber(search.get('day') ?? '');
  const place: CalendarPlace = {
    view: isView(view) ? view : 'week',
    day: Number.isNaN(day) ? soon(today) : day,
    left: readSide(search.get('left')),
    right: search.get('right') === 'none' ? null : readSide(search.get('right')),
  };
  const go = (change: Partial<CalendarPlace>) => {
    const next = { ...place, ...change };
    const params = new URLSearchParams({ view: next.view, day: toIsoDay(next.day) });
    if (next.left) params.set('left', writeSide(next.left));
    if (next.right !== undefined) params.set('right', next.right === null ? 'none' : writeSide(next.right));
    navigate(`/calendar?${params}`);
  };
  return [place, go];
}

/** On a Sunday one looks at the week that comes. */
const soon = (today: DayNumber): DayNumber => (weekdayOf(today) === 7 ? today + 1 : today);
