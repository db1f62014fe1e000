import { firstFrom, off, on, type DemoClosure, type DemoWeek } from './DemoWeek.ts';
import { westernEaster } from './easter.ts';

/** A small school of Liguria, with lessons on Saturdays. */
export const roccaverdeWeek: DemoWeek = {
  key: 'roccaverde',
  weekdays: [1, 2, 3, 4, 5, 6],
  weekPattern: () => null,
  bells: [
    {
      name: 'Orario',
      weekdays: [1, 2, 3, 4, 5],
      periods: ['08:00-08:55', '08:55-09:50', '10:05-11:00', '11:00-11:55', '11:55-12:50'],
    },
    { name: 'Sabato', weekdays: [6], periods: ['08:00-08:50', '08:50-09:40', '09:55-10:45'] },
  ],
  classes: [
    {
      name: '3–4',
      room: null,
      days: [
        ['Italiano PN', 'Italiano PN', 'Matematica CF', 'Matematica CF', 'Storia PN'],
        ['Matematica CF', 'Matematica CF', 'Inglese PN', 'Geografia PN', 'Musica CF'],
        ['Italiano PN', 'Scienze CF', 'Inglese PN', 'Educazione fisica CF', 'Religione PN'],
        ['Matematica CF', 'Inglese PN', 'Italiano PN', 'Italiano PN', 'Tecnologia CF'],
        ['Italiano PN', 'Geografia PN', 'Matematica CF', 'Arte CF', 'Arte CF'],
        ['Italiano PN', 'Storia PN', 'Scienze CF'],
      ],
    },
    {
      name: '1–2',
      room: null,
      days: [
        ['Italiano CF', 'Matematica CF', 'Italiano PN', 'Arte PN', 'Educazione fisica CF'],
        ['Italiano PN', 'Italiano PN', 'Matematica CF', 'Matematica CF', 'Musica PN'],
        ['Matematica CF', 'Italiano PN', 'Matematica CF', 'Inglese PN', 'Arte CF'],
        ['Italiano PN', 'Italiano CF', 'Matematica CF', 'Scienze CF', 'Educazione fisica PN'],
        ['Matematica CF', 'Matematica CF', 'Italiano PN', 'Italiano PN', 'Religione PN'],
        ['Italiano CF', 'Arte CF', 'Italiano PN'],
      ],
    },
  ],
  closures,
  hours: [
    { who: 'PN', wish: 'gladly', weekdays: [2], start: '09:50', end: '12:00' },
    { who: 'CF', wish: 'rather-not', weekdays: [6], start: '08:00', end: '12:00' },
  ],
  absences: [{ who: 'PN', week: 3, from: 2, to: 3, reason: 'Corso di aggiornamento' }],
};

function closures(year: number): DemoClosure[] {
  const next = year + 1;
  const easter = westernEaster(next);
  const trip = firstFrom(on(next, '05-10'), 5);
  return [
    off('regional', 'Vacanze estive', on(year, '06-11'), firstFrom(on(year, '09-12'), 1) - 1),
    off('public', 'Ognissanti', on(year, '11-01')),
    off('school', 'Commemorazione dei defunti', on(year, '11-02')),
    off('public', 'Immacolata', on(year, '12-08')),
    off('regional', 'Vacanze di Natale', on(year, '12-23'), on(next, '01-06')),
    off('municipal', 'San Biagio, patrono', on(next, '02-03')),
    off('regional', 'Vacanze di Pasqua', easter - 3, easter + 2),
    off('public', 'Festa della Liberazione', on(next, '04-25')),
    off('public', 'Festa del Lavoro', on(next, '05-01')),
    { ...off('trip', 'Gita al mare', trip), classes: ['3–4'] },
    off('public', 'Festa della Repubblica', on(next, '06-02')),
  ];
}
