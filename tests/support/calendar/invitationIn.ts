import ICAL from 'ical.js';
import type { ReceivedMail } from '../server/mailServer.ts';

/** What a calendar program sees of a mail. */
export function invitationIn({ raw, parsed }: ReceivedMail) {
  const part = parsed.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const content = part?.content;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]); // one calendar
  const event = calendar.getFirstSubcomponent('vevent');
  const value = (property: string) => String(event?.getFirstPropertyValue(property) ?? '');
  return {
    raw,
    method: String(calendar.getFirstPropertyValue('method')),
    mimeMethod: part?.method,
    uid: value('uid'),
    sequence: Number(value('sequence')),
    status: value('status'),
    start: value('dtstart'),
    organizer: value('organizer').replace(/^mailto:/, ''),
    attendees: event?.getAllProperties('attendee').map((one) => String(one.getFirstValue())),
    rsvp: event?.getFirstProperty('attendee')?.getFirstParameter('rsvp'),
  };
}
