import type { Closure } from '@pluriclasse/shared/calendar/model';
import { sharedTexts } from '../server/sharedData.ts';

/** Reads closures of one region straight from the files of OpenHolidays: for figures, not what schools import with. */
export function openHolidays(country: string, region: string, files: readonly string[]): Closure[] {
  const wanted = sharedTexts(`school-calendars/${country}/holidays`, '.csv').filter(({ name }) => files.includes(name));
  return wanted.flatMap(({ text }) => {
    const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const columns = head.split(';');
    return lines.flatMap((line) => {
      const cells = line.split(';');
      const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
      const where = cell('Subdivisions');
      const type = cell('Type');
      // The end of lessons is a school day, and says nothing of the days after it.
      if (line === '' || type === 'EndOfLessons') return [];
      // In some countries a row is of the whole country and names its parts all the same.
      if (where === '' ? cell('RegionalScope') === 'Local' : !where.split(',').includes(region)) return [];
      const from = cell('StartDate');
      const to = cell('EndDate') || from;
      const kind = type === 'Public' ? 'public' : 'regional';
      return [
        {
          closureId: cell('Id'),
          kind,
          name: cell('Name').split(',')[0] ?? '',
          from,
          to,
          hours: null,
          classGroupIds: [],
        },
      ];
    });
  });
}
