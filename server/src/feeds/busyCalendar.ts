import { calendar, writeComponent } from './ical/component.ts';
import { plainLine, textLine, timeLine, utcTime, type ContentLine } from './ical/contentLine.ts';

/** An hour that is taken, and whether for sure. */
export interface BusyTime {
  readonly from: number;
  readonly to: number;
  readonly tentative: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Hours that are taken within a span (RFC 5545 §3.6.4), with nothing of what takes them. */
export function busyCalendar(uid: string, times: readonly BusyTime[], span: Span): string {
  const sure = merge(
    times.filter(({ tentative }) => !tentative),
    span,
  );
  const maybe = merge(
    times.filter(({ tentative }) => tentative).flatMap((time) => without(time, sure)),
    span,
  );
  return writeComponent(
    calendar(
      [plainLine('METHOD', 'PUBLISH')],
      [
        {
          name: 'VFREEBUSY',
          lines: [
            textLine('UID', uid),
            // Not the hour of the request: an unchanged answer stays the same.
            timeLine('DTSTAMP', span.from),
            timeLine('DTSTART', span.from),
            timeLine('DTEND', span.to),
            ...sure.map((time) => busyLine('BUSY', time)),
            ...maybe.map((time) => busyLine('BUSY-TENTATIVE', time)),
          ],
        },
      ],
    ),
  );
}

const busyLine = (type: string, { from, to }: Span): ContentLine =>
  plainLine('FREEBUSY', `${utcTime(from)}/${utcTime(to)}`, { FBTYPE: type });

/** In order and without overlap, cut to the span: else one could count what takes an hour. */
function merge(times: readonly Span[], within: Span): Span[] {
  const cut = times
    .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const time of cut) {
    const last = merged.at(-1);
    if (last && time.from <= last.to) last.to = Math.max(last.to, time.to);
    else merged.push(time);
  }
  return merged;
}

/** What of a time lies outside of others, which are in order and without overlap. */
function without({ from, to }: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  for (const other of others) {
    if (other.to <= from || other.from >= to) continue;
    if (other.from > from) left.push({ from, to: other.from });
    from = other.to;
  }
  return from < to ? [...left, { from, to }] : left;
}
