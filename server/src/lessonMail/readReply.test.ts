import { describe, expect, it } from 'vitest';
import { LARGEST_REPLY, readReply } from './readReply.ts';
import { appleMail, googleCalendar, googleMail, outlookMail, someReply } from './testing/replyMail.ts';

const read = (mail: string) => readReply(Buffer.from(mail));
const { uid, attendee } = someReply;
const stampedAt = Date.UTC(2026, 10, 20, 10, 15);
const mails = { google: googleMail, outlook: outlookMail, apple: appleMail };

describe('an answer', () => {
  it.each(Object.entries(mails))('as %s sends it', async (_, mail) => {
    expect(await read(mail(someReply))).toEqual({ uid, attendee, sequence: 2, answer: 'accepted', stampedAt });
    // Line ends as a pipe on Unix has them.
    expect(await read(mail(someReply).replaceAll('\r\n', '\n'))).toMatchObject({ uid, answer: 'accepted' });
  });

  it.each([
    ['ACCEPTED', 'accepted'],
    ['DECLINED', 'declined'],
    ['declined', 'declined'],
    ['TENTATIVE', 'tentative'],
    ['NEEDS-ACTION', null],
    ['DELEGATED', null],
    ['X-MAYBE', null],
  ])('%s is %s', async (partstat, answer) => {
    expect(await read(googleMail({ ...someReply, partstat }))).toMatchObject({ answer });
  });

  it('without a number is of the first invitation, and without a time of no certain one', async () => {
    const calendar = googleCalendar(someReply)
      .replace(/SEQUENCE:.*\r\n/, '')
      .replace(/DTSTAMP:.*\r\n/, '');
    expect(await read(googleMail(someReply, calendar))).toMatchObject({ sequence: 0, stampedAt: null, uid });
  });
});

describe('no answer', () => {
  const plain = 'From: a@example.org\r\nTo: b@example.org\r\nSubject: Ill\r\n\r\nI am ill on Tuesday.\r\n';
  const changed = (from: RegExp | string, to: string) =>
    googleMail(someReply, googleCalendar(someReply).replace(from, to));
  const event = /BEGIN:VEVENT[^]*END:VEVENT\r\n/;
  const [second] = event.exec(googleCalendar(someReply)) ?? [''];

  it.each([
    ['words of a person', plain, 'no-calendar'],
    ['nothing', '', 'no-calendar'],
    ['a request', changed('METHOD:REPLY', 'METHOD:REQUEST'), 'no-reply'],
    ['a calendar without a method', changed('METHOD:REPLY\r\n', ''), 'no-reply'],
    ['no event', changed(event, ''), 'malformed'],
    ['several events', changed(event, second + second), 'malformed'],
    ['nobody', changed(/ATTENDEE[^]*?\r\n(?=CREATED)/, ''), 'malformed'],
    ['several people', changed('CREATED:', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org\r\nCREATED:'), 'malformed'],
    ['someone without a mailbox', changed(/ATTENDEE[^]*?\r\n(?=CREATED)/, 'ATTENDEE:urn:uuid:1\r\n'), 'malformed'],
    ['a bad escape in an address', changed(/ATTENDEE[^]*?\r\n(?=CREATED)/, 'ATTENDEE:mailto:%zz\r\n'), 'malformed'],
    ['no name', changed(/UID:[^]*?\r\n(?=ATTENDEE)/, ''), 'malformed'],
    ['a number below 0', changed('SEQUENCE:2', 'SEQUENCE:-1'), 'malformed'],
    ['no calendar at all', changed(/^BEGIN:VCALENDAR/, 'BEGIN:NOTHING'), 'malformed'],
    [
      'mails in mails in mails',
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(30)}`,
      'no-mail',
    ],
  ])('%s', async (_, mail, why) => expect(await read(mail)).toBe(why));

  it('what is larger than any answer', async () => {
    expect(await readReply(Buffer.alloc(LARGEST_REPLY + 1, 'x'))).toBe('too-large');
  });
});

describe('rubbish', () => {
  const seeded = (seed: number) => () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const known = ['too-large', 'no-mail', 'no-calendar', 'no-reply', 'malformed'];
  const isFine = (result: unknown) =>
    typeof result === 'string'
      ? known.includes(result)
      : typeof result === 'object' && result !== null && 'uid' in result;

  it.each(Object.entries(mails))('cut anywhere, %s never breaks the reader', async (_, mail) => {
    const whole = Buffer.from(mail(someReply));
    for (let end = 0; end < whole.length; end += 7) {
      const result = await readReply(whole.subarray(0, end));
      expect(isFine(result), `cut at ${end}: ${JSON.stringify(result)}`).toBe(true);
    }
  });

  it.each(Object.entries(mails))(
    'with bytes changed, lost and doubled, %s never breaks the reader',
    async (_, mail) => {
      const random = seeded(41);
      const whole = Buffer.from(mail(someReply));
      for (let n = 0; n < 400; n++) {
        let bytes = Buffer.from(whole);
        for (let change = 0; change < 1 + random() * 8; change++) {
          const at = Math.floor(random() * bytes.length);
          const size = Math.floor(random() * 60);
          const kind = Math.floor(random() * 3);
          if (kind === 0) bytes[at] = Math.floor(random() * 256);
          else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
          else bytes = Buffer.concat([bytes.subarray(0, at + size), bytes.subarray(at)]);
        }
        const result = await readReply(bytes);
        expect(isFine(result), `case ${n}: ${JSON.stringify(result)}`).toBe(true);
      }
    },
  );

  it('of a calendar full of rules and of repeated headers is read in no time', async () => {
    const many = 'X-LONG:'.concat('x'.repeat(200), '\r\n').repeat(500);
    const rules = 'RRULE:FREQ=SECONDLY;COUNT=999999999\r\nDTSTART:99999999T999999Z\r\n'.repeat(100);
    const result = await read(
      googleMail(someReply, googleCalendar(someReply).replace('BEGIN:VEVENT\r\n', `BEGIN:VEVENT\r\n${rules}${many}`)),
    );
    expect(isFine(result)).toBe(true);
  });
});
