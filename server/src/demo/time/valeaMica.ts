import { mondayOf, toIsoDay } from '@pluriclasse/shared/calendar/days';
import { firstFrom, off, on, type DemoClosure, type DemoWeek } from './DemoWeek.ts';
import { easternEaster } from './easter.ts';

/** A small school of Cluj county, an hour ahead of the others, with weeks A and B. */
export const valeaMicaWeek: DemoWeek = {
  key: 'valea-mica',
  weekdays: [1, 2, 3, 4, 5],
  weekPattern: (firstDay) => ({ names: ['A', 'B'], anchor: toIsoDay(firstDay), closuresCount: false }),
  bells: [
    {
      name: 'Orar',
      weekdays: [1, 2, 3, 4, 5],
      periods: ['08:00-08:50', '09:00-09:50', '10:00-10:50', '11:00-11:50', '12:00-12:50'],
    },
  ],
  classes: [
    {
      name: '3–4',
      room: null,
      days: [
        ['Română RP', 'Matematică RP', 'Științe RP', 'Engleză DR', 'Arte DR'],
        ['Română RP', 'Română RP', 'Matematică RP', 'Engleză DR', 'Muzică DR'],
        ['Matematică RP', 'Română RP', 'Istorie DR', 'Engleză DR', 'Educație fizică RP'],
        ['Română RP', 'Matematică RP', 'A Engleză DR / B Muzică DR', 'Științe RP', 'Religie DR'],
        ['Matematică RP', 'Română RP', 'Geografie DR', 'Arte DR', 'Educație fizică RP'],
      ],
    },
    {
      name: '1–2',
      room: null,
      days: [
        ['Română DR', 'Matematică DR', 'Educație fizică DR', 'Română RP', 'Matematică RP'],
        ['Română DR', 'Matematică DR', 'Engleză DR', 'Română RP', 'Arte RP'],
        ['Română DR', 'Matematică DR', 'Română RP', 'Științe RP', 'Arte DR'],
        ['Matematică DR', 'Română DR', 'Română RP', 'Muzică DR', 'Educație fizică RP'],
        ['Română DR', 'Engleză DR', 'Matematică RP', 'Română RP', 'Arte DR'],
      ],
    },
  ],
  closures,
  hours: [
    { who: 'DR', wish: 'gladly', weekdays: [2, 4], start: '10:00', end: '12:00' },
    { who: 'DR', wish: 'rather-not', weekdays: [3], start: '10:00', end: '13:00' },
    { who: 'RP', wish: 'rather-not', weekdays: [4], start: '12:00', end: '13:00' },
  ],
  absences: [],
};

function closures(year: number): DemoClosure[] {
  const next = year + 1;
  const easter = easternEaster(next);
  const autumn = mondayOf(on(year, '10-31'));
  const skiing = firstFrom(on(next, '02-09'), 1);
  const exam = firstFrom(on(next, '05-12'), 2);
  return [
    off('regional', 'Vacanța de vară', on(year, '06-20'), firstFrom(on(year, '09-07'), 1) - 1),
    off('regional', 'Vacanța de toamnă', autumn, autumn + 6),
    off('public', 'Sfântul Andrei', on(year, '11-30')),
    off('public', 'Ziua Națională', on(year, '12-01')),
    off('regional', 'Vacanța de iarnă', on(year, '12-20'), on(next, '01-07')),
    off('public', 'Ziua Unirii', on(next, '01-24')),
    off('regional', 'Vacanța de schi', skiing, skiing + 6),
    off('regional', 'Vacanța de primăvară', easter - 9, easter + 2),
    off('public', 'Ziua Muncii', on(next, '05-01')),
    { ...off('exam', 'Evaluarea clasei a IV-a', exam), hours: { start: '09:00', end: '11:00' }, classes: ['3–4'] },
    off('public', 'Ziua Copilului', on(next, '06-01')),
    off('public', 'Rusalii', easter + 50),
  ];
}
