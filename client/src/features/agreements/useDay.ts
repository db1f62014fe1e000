import { useWhen } from '../../lib/when.ts';

/** Says a day without an hour: 15 December 2026, the same for everybody. */
export function useDay(): (day: string) => string {
  const when = useWhen();
  return (day) => when.date(Date.parse(`${day}T00:00:00Z`), 'UTC');
}
