import type { Stretch } from '@pluriclasse/shared/capsule/stretches';

const arrow = '-->';

export const isTimes = (line: string): boolean => line.includes(arrow);

/**
 * The two times of a line such as `00:00:01.500 --> 00:02.000 align:start`, in milliseconds; hours may be left out. What
 * comes behind is about places on a screen that we don't have.
 * @returns undefined for what can't be read
 */
export function readTimes(line: string): Stretch | undefined {
  const [before = '', after = ''] = line.slice(0, 300).split(arrow);
  const [from, to] = [readTime(before.trim()), readTime(after.trim().split(/\s/, 1)[0] ?? '')];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** WebVTT has a dot and SubRip a comma; programs write fewer letters than they should. */
function readTime(text: string): number | undefined {
  const match = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const [, hours = '0', minutes = '', seconds = '', rest = ''] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(rest.padEnd(3, '0'));
}

/** As WebVTT writes it, always with hours. */
export function timeText(ms: number): string {
  const part = (length: number, of: number, digits = 2) => String(Math.floor(ms / length) % of).padStart(digits, '0');
  return `${part(3_600_000, Infinity)}:${part(60_000, 60)}:${part(1_000, 60)}.${part(1, 1_000, 3)}`;
}
