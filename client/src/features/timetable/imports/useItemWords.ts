import type { BellsWords, ClosureWords, EntryWords, ImportChoices, ImportItem } from '@pluriclasse/shared/api/imports';
import { useTranslation } from '../../../lib/useTranslation.ts';
import { useDays } from '../useDays.ts';

/** What an import would bring or take, as one reads it. */
export function useItemWords({ from: begin, to: end }: Pick<ImportChoices, 'from' | 'to'>) {
  const { t } = useTranslation('imports');
  const { t: time } = useTranslation('timetable');
  const days = useDays();
  const join = (...parts: (string | null | false | undefined)[]) => parts.filter(Boolean).join(' · ');
  const closure = ({ kind, name, from, to, hours }: ClosureWords) =>
    join(name, days.span(from, to), hours && `${hours.start}–${hours.end}`, time(`year.kinds.${kind}`));
  const entry = ({ subject, staff, room, weekday, period, weeks, from, to }: EntryWords) =>
    join(
      time('week.place', { day: days.weekday(weekday), number: period }),
      subject,
      staff.join(', '),
      room,
      weeks.length > 0 && time('week.inWeek', { week: weeks.join(', ') }),
      // Said once among the choices.
      (from !== begin || to !== end) && days.span(from, to),
    );
  const bells = ({ name, periods, weekdays, from, to }: BellsWords) =>
    join(
      name,
      days.list(weekdays.map((weekday) => days.weekday(weekday, 'short'))),
      periods.map(({ start, end }) => `${start}–${end}`).join(', '),
      (from !== null || to !== null) && days.span(from, to),
    );
  const both = <W>(item: { before: W | null; after: W | null }, say: (words: W) => string) => ({
    before: item.before && say(item.before),
    after: item.after && say(item.after),
  });
  return {
    words: (item: ImportItem): { before: string | null; after: string | null } => {
      switch (item.of) {
        case 'closure':
          return both(item, closure);
        case 'entry':
          return both(item, entry);
        case 'bells':
          return both(item, bells);
        case 'known':
          return both(item, ({ from, to }) => days.span(from, to));
        case 'class':
          return both(item, ({ name, grades }) =>
            join(name, grades.length > 0 && t('items.grades', { grades: grades.join(', ') })),
          );
        case 'room':
          return both(item, ({ name }) => name);
      }
    },
  };
}
