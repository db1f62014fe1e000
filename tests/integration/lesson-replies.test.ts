import { googleMail, outlookMail, type ReplyFields } from '@pluriclasse/server/lessonMail/testing/replyMail';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { listNotices } from '@pluriclasse/shared/api/notices';
import { removeStaff } from '@pluriclasse/shared/api/schools';
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invitationIn } from '../support/calendar/invitationIn.ts';
import { LessonPost } from '../support/calendar/LessonPost.ts';
import { root } from '../support/product/root.ts';
import { addStaff, ok } from '../support/server/network.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
let post: LessonPost;
beforeAll(async () => {
  post = await LessonPost.create(Date.UTC(2026, 11, 15, 9, 25));
});
afterAll(() => post.close());
afterEach(() => post.reset());

describe('an answer', () => {
  async function invited(): Promise<{ lessonId: string; fields: ReplyFields }> {
    const { own } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    const { uid, organizer, sequence } = invitationIn(post.only(await post.run(), own.teacher));
    return {
      lessonId,
      fields: {
        uid,
        organizer,
        sequence,
        attendee: post.of(own.teacher).email,
        partstat: 'ACCEPTED',
        stamp: stamp(post.now),
      },
    };
  }
  const state = async (lessonId: string) => (await post.replies(lessonId)).map((one) => one.state);

  it('by mail is kept, the last one counts, and a refusal is told to the coordinator', async () => {
    const { lessonId, fields } = await invited();
    expect(await post.answer(fields)).toBe('250');
    expect(await post.replies(lessonId)).toEqual([
      {
        staffId: post.of(post.network.own.teacher).staffId,
        name: post.of(post.network.own.teacher).name,
        schoolId: post.network.own.schoolId,
        state: 'accepted',
        at: post.now,
      },
    ]);
    await post.goTo(post.now + minute);
    expect(await post.answer({ ...fields, partstat: 'TENTATIVE', stamp: stamp(post.now) }, outlookMail)).toBe('250');
    expect(await state(lessonId)).toEqual(['tentative']);
    // One that was given before and comes later.
    expect(await post.answer({ ...fields, partstat: 'DECLINED', stamp: stamp(post.now - 2 * minute) })).toBe('250');
    expect(await state(lessonId)).toEqual(['tentative']);
    await post.goTo(post.now + minute);
    for (let n = 0; n < 2; n++) {
      expect(await post.answer({ ...fields, partstat: 'DECLINED', stamp: stamp(post.now) })).toBe('250');
      expect(await state(lessonId)).toEqual(['declined']);
    }
    const { notices } = await ok(post.network.coordinator, listNotices);
    expect(notices.filter(({ path: page }) => page === `/lessons/${lessonId}`)).toMatchObject([
      {
        kind: 'lesson-declined',
        params: { who: post.of(post.network.own.teacher).name, school: 'Own', title: 'Places' },
      },
    ]);
    const told = post.only(await post.run(/^lesson-declined$/), post.network.coordinator);
    expect(told.parsed.subject).toMatch(/^Some teacher can’t: Places/);
  });

  it('to an hour that has moved since counts no more, and the move asks anew', async () => {
    const { own } = post.network;
    const { lessonId, fields } = await invited();
    await post.answer(fields);
    const startsAt = post.now + 4 * day;
    const body = { startsAt, endsAt: startsAt + 45 * minute };
    await ok(own.teacher, lessons.updateLesson, { params: { lessonId }, body });
    const { sequence } = invitationIn(post.only(await post.run(), own.teacher));
    expect(await state(lessonId)).toEqual(['invited']);
    expect(await post.answer({ ...fields, partstat: 'DECLINED', stamp: stamp(post.now) })).toBe('250');
    expect(await post.answer({ ...fields, partstat: 'DECLINED', sequence: 99, stamp: stamp(post.now) })).toBe('250');
    expect(await state(lessonId)).toEqual(['invited']);
    expect(await post.answer({ ...fields, sequence, stamp: stamp(post.now) })).toBe('250');
    expect(await state(lessonId)).toEqual(['accepted']);
  });

  it('of a clock that is ahead does not keep later ones out', async () => {
    const { lessonId, fields } = await invited();
    await post.answer({ ...fields, stamp: stamp(post.now + 400 * day) });
    await post.goTo(post.now + minute);
    await post.answer({ ...fields, partstat: 'DECLINED', stamp: stamp(post.now) });
    expect(await state(lessonId)).toEqual(['declined']);
  });

  it('is refused where it is forged, of somebody else, of another lesson, or none', async () => {
    const { own } = post.network;
    const { lessonId, fields } = await invited();
    const other = await invited();
    const { organizer } = fields;
    const forged = `lessons+${'a'.repeat(32)}@school.example`;
    const refused: [string, string, string][] = [
      ['a token that is none', await post.answer({ ...fields, organizer: forged }), '550'],
      ['no token', await post.answer({ ...fields, organizer: 'lessons@school.example' }), '550'],
      ['another address', await post.answer({ ...fields, organizer: 'head@school.example' }), '550'],
      ['somebody to whom it was forwarded', await post.answer({ ...fields, attendee: 'mallory@example.org' }), '550'],
      ['a colleague', await post.answer({ ...fields, attendee: post.of(post.network.partner.teacher).email }), '550'],
      ['another lesson', await post.answer({ ...fields, uid: other.fields.uid }), '550'],
      ['another installation', await post.answer({ ...fields, uid: `${lessonId}@elsewhere` }), '550'],
      ['a person who writes', await post.send(organizer, 'From: a@b.cd\r\nSubject: Ill\r\n\r\nI am ill.\r\n'), '550'],
      ['something large', await post.send(organizer, `Subject: x\r\n\r\n${'x'.repeat(300_000)}\r\n`), '552'],
    ];
    for (const [what, code, expected] of refused) expect([what, code]).toEqual([what, expected]);
    expect(await state(lessonId)).toEqual(['invited']);
    expect(await post.answer(fields)).toBe('250');
    expect(await post.replies(lessonId, own.head)).toHaveLength(1);
  });

  it('of someone who has left is refused, and nobody writes to them', async () => {
    const leaving = await addStaff(post.server, post.network.admin, post.network.own.schoolId, ['teacher']);
    await post.know(leaving);
    const lessonId = await post.plan(post.now + 3 * day, [leaving]);
    const { uid, organizer, sequence } = invitationIn(post.only(await post.run(), leaving));
    const params = { schoolId: post.network.own.schoolId, staffId: post.of(leaving).staffId };
    await ok(post.network.own.head, removeStaff, { params });
    const fields = { uid, organizer, sequence, attendee: post.of(leaving).email, stamp: stamp(post.now) };
    expect(await post.answer(fields)).toBe('550');
    expect(await post.run()).toEqual([]);
    expect(await post.replies(lessonId)).toEqual([]);
  });

  it('by a pipe is taken, and what is none ends as mail servers understand', async () => {
    const { lessonId, fields } = await invited();
    const file = path.join(root, 'server/src/mailIn.ts');
    const pipe = (recipients: string[], input: string, more: Record<string, string> = {}) => {
      const env = { ...process.env, DATABASE_URL: post.server.database.url, DATA_DIR: post.server.dataDir, ...more };
      const args = ['--conditions=source', file, ...recipients];
      const { status, stdout } = spawnSync(process.execPath, args, { input, env, encoding: 'utf8' });
      return [status, stdout.trim()];
    };
    const mail = googleMail(fields).replaceAll('\r\n', '\n');
    expect(pipe([`lessons+${'a'.repeat(32)}@school.example`], mail)).toEqual([67, '5.1.1 No such address']);
    expect(pipe([fields.organizer], 'Subject: Ill\n\nI am ill.\n')).toEqual([
      65,
      expect.stringMatching(/^5\.6\.0 Only answers of calendar programs/),
    ]);
    expect(pipe([fields.organizer], mail, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toEqual([
      75,
      '4.3.0 Come again later',
    ]);
    expect(await state(lessonId)).toEqual(['invited']);
    // For whom it is stands in the mail.
    expect(pipe([], mail)).toEqual([0, '2.0.0 Thank you']);
    expect(await state(lessonId)).toEqual(['accepted']);
  }, 120_000);
});

describe('the door for mails', () => {
  /** Says lines one after the other, each after the answer to the one before. @returns the answers' codes */
  const talk = (lines: string[]) =>
    new Promise<string[]>((resolve, reject) => {
      const socket = connect(post.mailInPort, '127.0.0.1');
      const codes: string[] = [];
      socket.setEncoding('latin1');
      socket.on('data', (chunk: string) => {
        // A reply of several lines ends with the one that has a blank after its code.
        const last = /^(\d{3}) [^\r]*\r\n$/m.exec(chunk.split(/(?<=\r\n)/).at(-1) ?? '');
        if (!last) return;
        codes.push(last[1] ?? '');
        const next = lines.shift();
        if (next === undefined) socket.end();
        else socket.write(`${next}\r\n`);
      });
      socket.on('close', () => resolve(codes));
      socket.on('error', reject);
    });

  it('sends nothing on, takes one recipient, and knows no passwords', async () => {
    const lessonId = await post.plan(post.now + 3 * day, [post.network.own.teacher]);
    const { organizer } = invitationIn(post.only(await post.run(), post.network.own.teacher));
    expect(lessonId).not.toBe('');
    const answers = await talk([
      'EHLO me',
      'AUTH PLAIN AGEAYg==',
      'MAIL FROM:<a@b.cd>',
      'RCPT TO:<someone@elsewhere.example>',
      `RCPT TO:<${organizer}>`,
      `RCPT TO:<${organizer}>`,
      'VRFY lessons',
      'QUIT',
    ]);
    expect(answers).toEqual([
      '220',
      '250',
      '500',
      '250',
      '550',
      '250',
      '452',
      expect.stringMatching(/^(252|502)$/),
      '221',
    ]);
  });

  it('is not broken by a client that hangs up in the middle', async () => {
    await post.plan(post.now + 3 * day, [post.network.own.teacher]);
    const { organizer } = invitationIn(post.only(await post.run(), post.network.own.teacher));
    for (const lines of [['EHLO me'], ['EHLO me', 'MAIL FROM:<a@b.cd>', `RCPT TO:<${organizer}>`, 'DATA']]) {
      await new Promise<void>((resolve) => {
        const socket = connect(post.mailInPort, '127.0.0.1');
        socket.on('data', () => {
          const next = lines.shift();
          if (next === undefined) socket.destroy();
          else socket.write(`${next}\r\n`);
        });
        socket.on('close', () => resolve());
      });
    }
    expect(await post.send(organizer, 'Subject: x\r\n\r\nx\r\n')).toBe('550');
  });
});
