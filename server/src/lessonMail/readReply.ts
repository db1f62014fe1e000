import ICAL from 'ical.js';
import PostalMime, { type Attachment } from 'postal-mime';

/** A calendar program's answer to an invitation (RFC 5546 §3.2.3), as far as we believe it: not at all, so far. */
export interface CalendarReply {
  readonly uid: string;
  readonly sequence: number;
  /** Small letters. */
  readonly attendee: string;
  /** Null: nothing that we keep, such as "needs action" or "delegated". */
  readonly answer: 'accepted' | 'tentative' | 'declined' | null;
  /** When it was given, by the clock of whoever gave it; null: not said. */
  readonly stampedAt: number | null;
}

/** Why a mail is no answer. */
export type NoReply = 'too-large' | 'no-mail' | 'no-calendar' | 'no-reply' | 'malformed';

/** Larger ones are no answers: those have one event and perhaps a few words. */
export const LARGEST_REPLY = 131_072;
/** Nobody answers after the year 2096. */
const FAR = 4e12;
const limits = { maxNestingDepth: 20, maxHeadersSize: 65_536, maxRfc822NestingDepth: 2 };
const answers: Readonly<Record<string, CalendarReply['answer']>> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
};

/** Reads a mail as it came. Never rejects: whatever can't be read is no answer. */
export async function readReply(raw: Uint8Array): Promise<CalendarReply | NoReply> {
  if (raw.length > LARGEST_REPLY) return 'too-large';
  let attachments: readonly Attachment[];
  try {
    ({ attachments } = await PostalMime.parse(raw, limits));
  } catch {
    return 'no-mail';
  }
  const calendars = attachments.filter(isCalendar).map(textOf);
  if (calendars.length === 0) return 'no-calendar';
  // Programs send the same twice: as a part of the mail, and as a file beside it.
  const read = calendars.map(readCalendar);
  return read.find((one) => typeof one === 'object') ?? read[0] ?? 'no-calendar';
}

const isCalendar = ({ mimeType, filename }: Attachment) =>
  mimeType === 'text/calendar' || mimeType === 'application/ics' || (filename?.toLowerCase().endsWith('.ics') ?? false);

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

function readCalendar(text: string): CalendarReply | NoReply {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]); // an object of jCal; several fail below
    if (calendar.name !== 'vcalendar') return 'malformed';
    if (textIn(calendar, 'method').toUpperCase() !== 'REPLY') return 'no-reply';
    const events = calendar.getAllSubcomponents('vevent');
    const [event] = events;
    if (event === undefined || events.length > 1) return 'malformed';
    return readEvent(event);
  } catch {
    return 'malformed';
  }
}

function readEvent(event: ICAL.Component): CalendarReply | NoReply {
  const uid = textIn(event, 'uid');
  const sequence = Number(textIn(event, 'sequence') || 0);
  const attendees = event.getAllProperties('attendee');
  const [attendee] = attendees;
  // An answer is of one (RFC 5546 §3.2.3).
  if (uid === '' || !Number.isSafeInteger(sequence) || sequence < 0) return 'malformed';
  if (attendee === undefined || attendees.length > 1) return 'malformed';
  const [, address] = /^mailto:(.+)$/i.exec(textOfValue(attendee.getFirstValue())) ?? [];
  if (address === undefined) return 'malformed';
  const partstat = textOfValue(attendee.getFirstParameter('partstat')).toUpperCase();
  return {
    uid,
    sequence,
    attendee: decodeURIComponent(address).trim().toLowerCase(),
    answer: answers[partstat] ?? null,
    stampedAt: timeIn(event, 'dtstamp'),
  };
}

const textIn = (component: ICAL.Component, name: string) => textOfValue(component.getFirstPropertyValue(name)).trim();
const textOfValue = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '');

function timeIn(component: ICAL.Component, name: string): number | null {
  const value = component.getFirstPropertyValue(name);
  // By RFC 5545 it is in UTC; read as such whatever it says.
  if (!(value instanceof ICAL.Time)) return null;
  const { year, month, day, hour, minute, second } = value;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  return instant >= 0 && instant < FAR ? instant : null;
}
