/** What an answer says. */
export interface ReplyFields {
  readonly uid: string;
  readonly attendee: string;
  readonly organizer: string;
  readonly partstat: string;
  readonly sequence: number;
  /** `20261120T101500Z` */
  readonly stamp: string;
}
export const someReply: ReplyFields = {
  uid: '00000000-0000-4000-8000-000000001000@00000000-0000-4000-8000-000000009999',
  attendee: 'ada@example.org',
  organizer: 'lessons+abcdefghijklmnopqrstuvwxyz234567@school.example',
  partstat: 'ACCEPTED',
  sequence: 2,
  stamp: '20261120T101500Z',
};

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;
const fold = (line: string) => line.replace(/(.{70})(?=.)/g, '$1\r\n ');

/** The calendar as Google's writes it. */
export const googleCalendar = ({ uid, attendee, organizer, partstat, sequence, stamp }: ReplyFields): string =>
  lines(
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    'DTSTART:20261124T090000Z',
    'DTEND:20261124T094500Z',
    `DTSTAMP:${stamp}`,
    fold(`ORGANIZER;CN=Pluriclasse:mailto:${organizer}`),
    fold(`UID:${uid}`),
    fold(
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};CN=${attendee};X-NUM-GUESTS=0:mailto:${attendee}`,
    ),
    'CREATED:20261110T090000Z',
    'DESCRIPTION:',
    `LAST-MODIFIED:${stamp}`,
    'LOCATION:Aula 2',
    `SEQUENCE:${sequence}`,
    'STATUS:CONFIRMED',
    'SUMMARY:Places',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  );

/** The calendar as Outlook writes it: its zone by a name of its own, the address in capitals, words in a comment. */
export const outlookCalendar = ({ uid, attendee, partstat, sequence, stamp }: ReplyFields): string =>
  lines(
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    'BEGIN:VTIMEZONE',
    'TZID:W. Europe Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010101T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    fold(`ATTENDEE;PARTSTAT=${partstat};CN=Ada:MAILTO:${attendee.toUpperCase()}`),
    'COMMENT;LANGUAGE=it-IT:Va bene\\, grazie\\n',
    fold(`UID:${uid}`),
    'SUMMARY;LANGUAGE=it-IT:Accettato: Places',
    'DTSTART;TZID=W. Europe Standard Time:20261124T100000',
    'DTEND;TZID=W. Europe Standard Time:20261124T104500',
    'CLASS:PUBLIC',
    'PRIORITY:5',
    `DTSTAMP:${stamp}`,
    'TRANSP:OPAQUE',
    'STATUS:CONFIRMED',
    `SEQUENCE:${sequence}`,
    'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
    'END:VEVENT',
    'END:VCALENDAR',
  );

const base64 = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');

/** A mail as Google sends it: words, the answer, and the answer again as a file. */
export const googleMail = (fields: ReplyFields, calendar = googleCalendar(fields)): string =>
  lines(
    'MIME-Version: 1.0',
    `Reply-To: ${fields.attendee}`,
    'Message-ID: <calendar-1@google.com>',
    'Date: Fri, 20 Nov 2026 10:15:00 +0000',
    'Subject: Accettato: Places - mar 24 nov 2026 10:00 - 10:45 (CET)',
    `From: Ada <${fields.attendee}>`,
    `To: ${fields.organizer}`,
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes',
    'Content-Transfer-Encoding: base64',
    '',
    base64('Ada ha accettato questo invito.'),
    '--inner',
    'Content-Type: text/html; charset="UTF-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<html><body>Ada ha accettato =E2=80=93 s=C3=AC</body></html>',
    '--inner',
    'Content-Type: text/calendar; charset="UTF-8"; method=REPLY',
    'Content-Transfer-Encoding: 7bit',
    '',
    calendar,
    '--inner--',
    '',
    '--outer',
    'Content-Type: application/ics; name="invite.ics"',
    'Content-Disposition: attachment; filename="invite.ics"',
    'Content-Transfer-Encoding: base64',
    '',
    base64(calendar),
    '--outer--',
  );

/** A mail as Exchange sends it: the answer in base64. */
export const outlookMail = (fields: ReplyFields): string =>
  lines(
    `From: "Ada" <${fields.attendee}>`,
    `To: <${fields.organizer}>`,
    'Subject: =?utf-8?B?QWNjZXR0YXRvOiBQbGFjZXM=?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;',
    '\tboundary="_000_AM0PR01_"',
    '',
    '--_000_AM0PR01_',
    'Content-Type: text/plain; charset="iso-8859-1"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Va bene, grazie =E8',
    '',
    '--_000_AM0PR01_',
    'Content-Type: text/calendar; charset="utf-8"; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    base64(outlookCalendar(fields)),
    '--_000_AM0PR01_--',
  );

/** A mail that is nothing but the answer, as Apple's Calendar sends it. */
export const appleMail = (fields: ReplyFields): string =>
  lines(
    `From: ${fields.attendee}`,
    `To: ${fields.organizer}`,
    'Subject: Accepted',
    'MIME-Version: 1.0',
    'Content-Type: text/calendar; charset=utf-8; method=reply',
    '',
    googleCalendar(fields),
  );
