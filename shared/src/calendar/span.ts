import { toDayNumber, toMinute, type DayNumber, type Minute } from './days.ts';

/** From a day to a day, both included; infinite where it is open. */
export interface DaySpan {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

export const spanOf = ({ from, to }: { from: string | null; to: string | null }): DaySpan => ({
  from: from === null ? -Infinity : toDayNumber(from),
  to: to === null ? Infinity : toDayNumber(to),
});

export const holds = ({ from, to }: DaySpan, day: DayNumber): boolean => from <= day && day <= to;

/** Minutes of one day; the end is not part of it. */
export interface MinuteSpan {
  readonly start: Minute;
  readonly end: Minute;
}

export const spanOfHours = ({ start, end }: { readonly start: string; readonly end: string }): MinuteSpan => ({
  start: toMinute(start),
  end: toMinute(end),
});

export const overlaps = (span: MinuteSpan, start: Minute, end: Minute): boolean => span.start < end && span.end > start;
export const contains = (span: MinuteSpan, start: Minute, end: Minute): boolean =>
  span.start <= start && end <= span.end;
/** How many minutes of a span lie between two. */
export const minutesWithin = (span: MinuteSpan, start: Minute, end: Minute): number =>
  Math.max(0, Math.min(span.end, end) - Math.max(span.start, start));

/** Minutes at which a lesson that begins then needs teachers and rooms. */
export const buffered = (
  wish: { readonly minutes: number; readonly bufferBefore: number; readonly bufferAfter: number },
  start: Minute,
): MinuteSpan => ({ start: start - wish.bufferBefore, end: start + wish.minutes + wish.bufferAfter });
