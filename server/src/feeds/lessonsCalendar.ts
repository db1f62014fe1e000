import type { FeedLesson } from './FeedLesson.ts';
import { calendar, writeComponent } from './ical/component.ts';
import { plainLine, textLine } from './ical/contentLine.ts';
import { lessonEvent, type Reader } from './lessonEvent.ts';

/** How often programs should come again (RFC 7986 §5.7); most come when they like. */
const REFRESH = 'PT1H';

/** A calendar to subscribe to. Nobody is invited by it: no organizer, no attendees. */
export function lessonsCalendar(name: string, lessons: readonly FeedLesson[], reader: Reader): string {
  const head = [
    plainLine('METHOD', 'PUBLISH'),
    // RFC 7986 §5.1, and what older programs take for it.
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    plainLine('REFRESH-INTERVAL', REFRESH, { VALUE: 'DURATION' }),
    plainLine('X-PUBLISHED-TTL', REFRESH),
  ];
  return writeComponent(
    calendar(
      head,
      lessons.map((lesson) => lessonEvent(lesson, reader)),
    ),
  );
}
