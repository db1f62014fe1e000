import type { FeedLesson } from '../feeds/FeedLesson.ts';
import { calendar, writeComponent } from '../feeds/ical/component.ts';
import { plainLine } from '../feeds/ical/contentLine.ts';
import { lessonEvent, type Reader } from '../feeds/lessonEvent.ts';
import type { CalendarPart } from '../mail/Outbox.ts';

/** Somebody with a mailbox. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** An invitation as calendar programs understand it (RFC 5546 §3.2), or its end. */
export interface InvitationParts {
  readonly lesson: FeedLesson;
  readonly reader: Reader;
  /** Whose event it is: where answers go. */
  readonly organizer: Mailbox;
  /** The only one that is named: nobody's mailbox is told to others. */
  readonly attendee: Mailbox;
  /** Whether answers are read; else programs need not ask for one. */
  readonly asksBack: boolean;
  /** Whether it ends; also for someone who leads it no more while it takes place. */
  readonly ends: boolean;
  readonly now: number;
}

export function writeInvitation(parts: InvitationParts): CalendarPart {
  const { lesson, reader, organizer, attendee, asksBack, ends, now } = parts;
  const method = ends ? 'CANCEL' : 'REQUEST';
  const people = [
    plainLine('ORGANIZER', `mailto:${organizer.address}`, { CN: organizer.name }),
    plainLine('ATTENDEE', `mailto:${attendee.address}`, {
      CUTYPE: 'INDIVIDUAL',
      ROLE: 'REQ-PARTICIPANT',
      ...(!ends && { PARTSTAT: 'NEEDS-ACTION', RSVP: asksBack ? 'TRUE' : 'FALSE' }),
      CN: attendee.name,
    }),
  ];
  const shown: FeedLesson = ends ? { ...lesson, status: 'CANCELLED' } : lesson;
  const event = lessonEvent(shown, reader, { stamp: now, lines: people });
  return { method, content: writeComponent(calendar([plainLine('METHOD', method)], [event])) };
}
