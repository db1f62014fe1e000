/**
 * Milliseconds left as minutes and seconds, `4:32`; over time as what has gone beyond, `+0:20`. Seconds are rounded so
 * that 0:00 lasts no time: the last second shows 0:01.
 */
export function clockText(left: number): string {
  const over = left <= -1000;
  const seconds = over ? Math.floor(-left / 1000) : Math.max(0, Math.ceil(left / 1000));
  return `${over ? '+' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
