import type { Weekday } from '@pluriclasse/shared/calendar/days';

/** Names of days, Monday first, in the languages of the schools that we know, without accents. */
const names = [
  'monday tuesday wednesday thursday friday saturday sunday',
  'lunedi martedi mercoledi giovedi venerdi sabato domenica',
  'lundi mardi mercredi jeudi vendredi samedi dimanche',
  'lunes martes miercoles jueves viernes sabado domingo',
  'luni marti miercuri joi vineri sambata duminica',
  'montag dienstag mittwoch donnerstag freitag samstag sonntag',
  'poniedzialek wtorek sroda czwartek piatek sobota niedziela',
  'segunda terca quarta quinta sexta sabado domingo',
  'maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai',
].map((line) => line.split(' '));

/** Forms that are not the beginning of a name of three letters or more. */
const short: Readonly<Record<string, Weekday>> = {
  mo: 1,
  lu: 1,
  tu: 2,
  ma: 2,
  we: 3,
  th: 4,
  gi: 4,
  jo: 4,
  fr: 5,
  ve: 5,
  vi: 5,
  sa: 6,
  su: 7,
  du: 7,
  pn: 1,
  pon: 1,
  wt: 2,
  sr: 3,
  czw: 4,
  pt: 5,
  nd: 7,
  ndz: 7,
  // Catalan days all begin alike, and as the French Sunday.
  dilluns: 1,
  dimarts: 2,
  dimecres: 3,
  dijous: 4,
  divendres: 5,
  dissabte: 6,
  diumenge: 7,
};

/** A weekday by its name, its beginning (three letters or more) or its number from Monday; undefined for what is none. */
export function readWeekday(text: string): Weekday | undefined {
  const word = text
    .normalize('NFD')
    .replace(/ł/gi, 'l')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/-(feira)$/, '')
    .replace(/[^a-z0-9]/g, '');
  if (/^[1-7]$/.test(word)) return Number(word);
  if (word.length < 3) return short[word];
  const found = new Set(
    names.flatMap((week) => week.flatMap((name, at) => (name.startsWith(word) || word === `${name}s` ? [at + 1] : []))),
  );
  const [only] = found;
  return found.size === 1 ? only : short[word];
}
