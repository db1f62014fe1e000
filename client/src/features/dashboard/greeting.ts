/** Morning till noon, afternoon till 18, then evening: by the clock of the school. */
export function greeting(now: number, timeZone: string | undefined): 'morning' | 'afternoon' | 'evening' {
  const zone = timeZone === undefined ? {} : { timeZone };
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', ...zone }).format(now));
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
