import { off, on, firstFrom, type DemoClosure, type DemoWeek } from './DemoWeek.ts';
import { westernEaster } from './easter.ts';

/** A school of seven pupils in Aragón, whose English teacher goes to another village on some days. */
export const torrealtaWeek: DemoWeek = {
  key: 'torrealta',
  weekdays: [1, 2, 3, 4, 5],
  weekPattern: () => null,
  bells: [
    {
      name: 'Horario',
      weekdays: [1, 2, 3, 4, 5],
      periods: ['09:00-10:00', '10:00-11:00', '11:30-12:15', '12:15-13:00', '13:00-14:00'],
    },
  ],
  classes: [
    {
      name: '3–6',
      room: null,
      days: [
        ['Lengua JS', 'Matemáticas JS', 'Plástica MG', 'Ciencias JS', 'Educación física JS'],
        ['Matemáticas JS', 'Inglés MG', 'Lengua JS', 'Lengua JS', 'Música MG'],
        ['Lengua JS', 'Inglés MG', 'Matemáticas JS', 'Ciencias JS', 'Religión MG'],
        ['Inglés MG', 'Matemáticas JS', 'Lengua JS', 'Ciencias JS', 'Educación física JS'],
        ['Matemáticas JS', 'Lengua JS', 'Inglés MG', 'Ciencias JS', 'Plástica MG'],
      ],
    },
    {
      name: '1–2',
      room: 'Biblioteca',
      days: [
        ['Lengua MG', 'Matemáticas MG', 'Lengua JS', 'Música MG', 'Inglés MG'],
        ['Lengua MG', 'Matemáticas JS', 'Matemáticas MG', 'Ciencias MG', 'Educación física JS'],
        ['Matemáticas MG', 'Lengua JS', 'Lengua MG', 'Plástica MG', 'Educación física JS'],
        ['Lengua JS', 'Inglés MG', 'Matemáticas MG', 'Lengua MG', 'Música MG'],
        ['Lengua JS', 'Matemáticas MG', 'Ciencias JS', 'Lengua MG', 'Educación física JS'],
      ],
    },
  ],
  closures,
  hours: [
    { who: 'MG', wish: 'gladly', weekdays: [2], start: '09:00', end: '12:00' },
    { who: 'MG', wish: 'never', weekdays: [5], start: '09:00', end: '10:00' },
  ],
  absences: [{ who: 'MG', week: 6, from: 2, to: 2, reason: 'Jornada del centro' }],
};

function closures(year: number): DemoClosure[] {
  const next = year + 1;
  const easter = westernEaster(next);
  return [
    off('regional', 'Vacaciones de verano', on(year, '06-20'), firstFrom(on(year, '09-07'), 1) - 1),
    off('public', 'Fiesta Nacional', on(year, '10-12')),
    off('public', 'Todos los Santos', on(year, '11-01')),
    off('public', 'Día de la Constitución', on(year, '12-06')),
    { ...off('school', 'Puente', on(year, '12-07')), open: true },
    off('public', 'Inmaculada', on(year, '12-08')),
    off('regional', 'Vacaciones de Navidad', on(year, '12-22'), on(next, '01-07')),
    off('municipal', 'San Antón', on(next, '01-17')),
    off('regional', 'Semana Santa', easter - 6, easter + 1),
    off('regional', 'San Jorge, Día de Aragón', on(next, '04-23')),
    off('public', 'Día del Trabajo', on(next, '05-01')),
  ];
}
