/**
 * The instant at which the clocks of a zone show a day and an hour.
 * @param date `2026-12-15`, `time` `10:40`, as date and time inputs give them; `timeZone` an IANA name.
 * @returns undefined for what is no date, and for an hour that clocks skip there. Of an hour that comes twice, the first.
 */
export function zonedInstant(date: string, time: string, timeZone: string): number | undefined {
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  // A zone's offset changes by little: those a day before and a day after are the only two that can hold.
  const guesses = [wall - 86_400_000, wall + 86_400_000].map((near) => wall - (wallClock(near, timeZone) - near));
  return guesses.toSorted((a, b) => a - b).find((guess) => wallClock(guess, timeZone) === wall);
}

/** What a zone's date and time inputs show at an instant. */
export function zonedFields(instant: number, timeZone: string): { date: string; time: string } {
  const [date = '', time = ''] = new Date(wallClock(instant, timeZone)).toISOString().split('T');
  return { date, time: time.slice(0, 5) };
}

/** The wall clock of a zone at an instant, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}
