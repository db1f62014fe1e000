const minute = 60_000;
const hour = 60 * minute;

const two = (n: number) => String(n).padStart(2, '0');

/** Milliseconds as a player shows them, in full seconds: 0:00, 36:20, 1:02:05. */
export function timeText(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000)) * 1000;
  const seconds = two(Math.floor((whole % minute) / 1000));
  const minutes = Math.floor((whole % hour) / minute);
  return whole < hour ? `${minutes}:${seconds}` : `${Math.floor(whole / hour)}:${two(minutes)}:${seconds}`;
}

/**
 * What a person types for a moment: 12:30, 1:02:05, also 12:30.5, or seconds alone.
 * @returns milliseconds; undefined for what is no time
 */
export function readTime(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return undefined;
  const [, hours, minutes, seconds = ''] = match;
  const rest = Number(seconds.replace(',', '.'));
  if (minutes !== undefined && rest >= 60) return undefined;
  if (hours !== undefined && Number(minutes) >= 60) return undefined;
  return Number(hours ?? 0) * hour + Number(minutes ?? 0) * minute + Math.round(rest * 1000);
}
