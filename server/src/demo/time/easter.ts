import { toDayNumber, type DayNumber } from '@pluriclasse/shared/calendar/days';

/** Easter Sunday of the western churches (J. Meeus, Astronomical Algorithms, 2nd ed., chapter 8). */
export function westernEaster(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const n = Math.floor((h + l - 7 * m + 90) / 25);
  return dayOf(year, n, (h + l - 7 * m + 33 * n + 19) % 32);
}

/** Easter Sunday of the eastern churches, by our calendar: theirs is 13 days behind until 2099 (Meeus, chapter 8). */
export function easternEaster(year: number): DayNumber {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const julian = dayOf(year, Math.floor((d + e + 114) / 31), ((d + e + 114) % 31) + 1);
  return julian + 13;
}

const dayOf = (year: number, month: number, day: number): DayNumber =>
  toDayNumber(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
