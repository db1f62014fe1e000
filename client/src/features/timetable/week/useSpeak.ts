import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { TimetableEntry } from '@pluriclasse/shared/calendar/model';
import { toWallTime, type Weekday } from '@pluriclasse/shared/calendar/days';
import { useMemo } from 'react';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays } from '../useDays.ts';
import type { Clash } from './clashes.ts';
import { roomOf, type Spot, type View } from './entries.ts';
import type { Hours } from './grid.ts';

/** Names of what the timetable speaks of, by id. */
export function useNames(timetable: Timetable) {
  return useMemo(() => {
    const names = new Map<string, string>([
      ...timetable.classGroups.map(({ classGroupId, name }) => [classGroupId, name] as const),
      ...timetable.staff.map(({ staffId, name }) => [staffId, name] as const),
      ...timetable.rooms.map(({ roomId, name }) => [roomId, name] as const),
    ]);
    return (id: string) => names.get(id) ?? '?';
  }, [timetable]);
}

/** 10:25–11:15 */
export const hoursText = ({ start, end }: Hours): string => `${toWallTime(start)}–${toWallTime(end)}`;

/** The grid in words, for who hears it and for the lists beside it. */
export function useSpeak(timetable: Timetable) {
  const { t } = useTranslation('timetable');
  const days = useDays();
  const name = useNames(timetable);
  const homes = useMemo(
    () => new Map(timetable.classGroups.map(({ classGroupId, roomId }) => [classGroupId, roomId])),
    [timetable],
  );
  const weekText = (weeks: readonly string[]) =>
    weeks.length === 0 ? undefined : t('week.inWeek', { week: weeks.join(', ') });
  /** What of an entry a view does not say by itself: who, where, with whom. */
  const aside = (entry: TimetableEntry, view: View): string[] => [
    ...entry.classGroupIds
      .filter((id) => view.kind !== 'class' || id !== view.id)
      .map((id) => (view.kind === 'class' ? t('week.with', { name: name(id) }) : name(id))),
    ...entry.staffIds.filter((id) => view.kind !== 'staff' || id !== view.id).map(name),
    ...(view.kind !== 'room' && entry.roomId !== null && roomOf({ ...entry, roomId: null }, homes) !== entry.roomId
      ? [name(entry.roomId)]
      : []),
  ];
  const place = ({ weekday, period }: Spot) => t('week.place', { day: days.weekday(weekday), number: period });
  return {
    name,
    aside,
    weekText,
    weekday: (weekday: Weekday) => days.weekday(weekday),
    place,
    /** Maths, Paolo Neri, week A */
    entry: (entry: TimetableEntry, view: View) =>
      [entry.subject, ...aside(entry, view), weekText(entry.weeks)].filter(Boolean).join(', '),
    /** Paolo Neri has left */
    gone: (names: readonly string[]) => t('gone.left', { count: names.length, names: days.list(names) }),
    /** Paolo Neri is in 3–4 and 5 at once: Maths and Art */
    clash: ({ kind, id, entries: [one, other] }: Clash) => {
      const classes = [...new Set([...one.classGroupIds, ...other.classGroupIds])].map(name);
      const subjects = [...new Set([one.subject, other.subject])];
      return t(`clash.${kind}`, {
        name: name(id),
        classes: days.list(classes),
        subjects: days.list(subjects),
      });
    },
  };
}
export type Speak = ReturnType<typeof useSpeak>;
