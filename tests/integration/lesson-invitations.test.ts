import * as api from '@pluriclasse/shared/api/lessonMail';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { updateNoticeSettings } from '@pluriclasse/shared/api/notices';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invitationIn } from '../support/calendar/invitationIn.ts';
import { LessonPost } from '../support/calendar/LessonPost.ts';
import { ok } from '../support/server/network.ts';
import { startTestServer } from '../support/server/testServer.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** 15 December 2026, 10:25 in Rome. */
let post: LessonPost;
beforeAll(async () => {
  post = await LessonPost.create(Date.UTC(2026, 11, 15, 9, 25));
});
afterAll(() => post.close());
afterEach(() => post.reset());

describe('an invitation', () => {
  it('goes to those who lead, when the lesson is fixed, with an event that can be answered', async () => {
    const { own, partner } = post.network;
    const startsAt = post.now + 3 * day;
    const lessonId = await post.plan(startsAt, [own.teacher, partner.teacher]);
    const mails = await post.run();
    expect(mails).toHaveLength(2);
    const mail = post.only(mails, own.teacher);
    expect(mail.parsed.subject).toMatch(/^Lesson: Places, Friday 18 December, 10:2\d$/);
    expect(mail.parsed.text).toContain(`https://school.example/lessons/${lessonId}`);
    const invitation = invitationIn(mail);
    expect(invitation).toMatchObject({
      method: 'REQUEST',
      mimeMethod: 'REQUEST',
      sequence: 0,
      status: 'CONFIRMED',
      start: new Date(startsAt).toISOString().replace(/\.\d+/, ''),
      attendees: [`mailto:${post.of(own.teacher).email}`],
      rsvp: 'TRUE',
    });
    expect(invitation.uid).toMatch(new RegExp(`^${lessonId}@[0-9a-f-]{36}$`));
    expect(invitation.organizer).toMatch(/^lessons\+[a-z2-7]{32}@school\.example$/);
    // Nobody's mailbox is told to the other school.
    expect(mail.raw).not.toContain(post.of(partner.teacher).email);
    expect(invitationIn(post.only(mails, partner.teacher)).organizer).not.toBe(invitation.organizer);
    // Said once.
    expect(await post.run()).toEqual([]);
    expect(await post.replies(lessonId)).toMatchObject([
      { state: 'invited', at: null },
      { state: 'invited', at: null },
    ]);
  });

  it('follows when the lesson moves, and ends when it is called off', async () => {
    const { own } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    const first = invitationIn(post.only(await post.run(), own.teacher));
    const startsAt = post.now + 4 * day;
    const body = { startsAt, endsAt: startsAt + 45 * minute };
    await ok(own.teacher, lessons.updateLesson, { params: { lessonId }, body });
    const mail = post.only(await post.run(), own.teacher);
    expect(mail.parsed.subject).toMatch(/^Another hour: Places/);
    expect(invitationIn(mail)).toMatchObject({
      method: 'REQUEST',
      uid: first.uid,
      sequence: 1,
      organizer: first.organizer,
    });
    await ok(own.teacher, lessons.updateLesson, { params: { lessonId }, body: { plan: [] } });
    expect(await post.run()).toEqual([]);
    await ok(own.teacher, lessons.cancelLesson, { params: { lessonId }, body: {} });
    const end = post.only(await post.run(), own.teacher);
    expect(end.parsed.subject).toMatch(/^Called off: Places/);
    expect(invitationIn(end)).toMatchObject({ method: 'CANCEL', uid: first.uid, status: 'CANCELLED' });
    expect(invitationIn(end).sequence).toBeGreaterThan(1);
    expect(await post.run()).toEqual([]);
  });

  it('keeps its lesson: what stands in a calendar is called off, not deleted', async () => {
    const lessonId = await post.plan(post.now + 3 * day, [post.network.own.teacher]);
    expect(await post.run()).toHaveLength(1);
    const gone = post.server.database.query('DELETE FROM lessons WHERE id = $1', [lessonId]);
    // foreign_key_violation, or restrict_violation
    await expect(gone).rejects.toMatchObject({ code: expect.stringMatching(/^(23503|23001)$/) as string });
  });

  it('passes to whoever leads it instead', async () => {
    const { own, partner } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    await post.run();
    await post.name(lessonId, [partner.teacher]);
    const mails = await post.run();
    expect(mails).toHaveLength(2);
    expect(invitationIn(post.only(mails, own.teacher))).toMatchObject({ method: 'CANCEL' });
    expect(post.only(mails, own.teacher).parsed.subject).toMatch(/^No longer yours/);
    expect(invitationIn(post.only(mails, partner.teacher))).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED' });
    await post.name(lessonId, [own.teacher]);
    expect(invitationIn(post.only(await post.run(), own.teacher))).toMatchObject({ method: 'REQUEST' });
  });

  it('changes with the notice that tells of it, in one mail', async () => {
    const { own, partner, coordinator } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    const first = invitationIn(post.only(await post.run(), own.teacher));
    const startsAt = post.now + 4 * day;
    const body = { startsAt, endsAt: startsAt + 45 * minute };
    await ok(coordinator, lessons.updateLesson, { params: { lessonId }, body });
    const mails = await post.run();
    expect(mails.map(({ parsed }) => parsed.subject)).toEqual(['Moved: Places', 'Moved: Places']);
    const invitation = invitationIn(post.only(mails, own.teacher));
    expect(invitation).toMatchObject({ method: 'REQUEST', uid: first.uid, sequence: 1, organizer: first.organizer });
    // Who is not invited is told, and has nothing in the calendar to change.
    expect(post.only(mails, partner.teacher).parsed.attachments).toEqual([]);
    expect(await post.run()).toEqual([]);
  });

  it('changes by a mail of its own for who wants no mails of notices', async () => {
    const { own, coordinator } = post.network;
    const wants = (mail: boolean) => ok(own.teacher, updateNoticeSettings, { body: { topic: 'lessons', mail } });
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    const first = invitationIn(post.only(await post.run(), own.teacher));
    await wants(false);
    await ok(coordinator, lessons.cancelLesson, { params: { lessonId }, body: {} });
    const mail = post.only(await post.run(), own.teacher);
    await wants(true);
    expect(mail.parsed.subject).toMatch(/^Called off: Places, /);
    expect(invitationIn(mail)).toMatchObject({ method: 'CANCEL', uid: first.uid, status: 'CANCELLED' });
    expect(mail.parsed.text).toContain('https://school.example/settings');
  });

  it('says when the lesson is open again, and when it is agreed', async () => {
    const { own } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    const agree = (agreed: string) =>
      post.server.database.query(
        'UPDATE lessons SET agreed = $2, sequence = sequence + 1, updated_at = $3 WHERE id = $1',
        [lessonId, agreed, new Date(post.now)],
      );
    await agree('proposed');
    expect(await post.run()).toEqual([]);
    await agree('confirmed');
    expect(invitationIn(post.only(await post.run(), own.teacher))).toMatchObject({ status: 'CONFIRMED', sequence: 2 });
    await agree('proposed');
    const mail = post.only(await post.run(), own.teacher);
    expect(mail.parsed.subject).toMatch(/^Open again/);
    expect(invitationIn(mail)).toMatchObject({ method: 'REQUEST', status: 'TENTATIVE', sequence: 3 });
  });

  it('to a lesson of a series comes four weeks before', async () => {
    const { own } = post.network;
    const seriesId = '00000000-0000-4000-8000-00000000abcd';
    await post.server.database.query(
      `INSERT INTO series (id, twinning_id, title, state, pattern, wish, plan, first_day, last_day, remind_days, tell_days, created_at)
       VALUES ($1, $2, 'S', 'confirmed', '{}', '{}', '[]', '2026-12-01', '2027-06-01', '{3}', 10, now())`,
      [seriesId, post.network.twinningId],
    );
    await post.plan(post.now + 29 * day, [own.teacher], seriesId);
    expect(await post.run()).toEqual([]);
    await post.goTo(post.now + day);
    expect(await post.run()).toHaveLength(1);
    // One that was made by hand is told at once.
    await post.plan(post.now + 100 * day, [own.teacher]);
    expect(await post.run()).toHaveLength(1);
  });

  it('can be switched off, which does not leave a stale one behind', async () => {
    const { own } = post.network;
    const lessonId = await post.plan(post.now + 3 * day, [own.teacher]);
    await post.run();
    const choices = await ok(own.teacher, api.updateLessonMail, { body: { invitations: false } });
    expect(choices).toEqual({ invitations: false, reminders: true });
    await post.plan(post.now + 5 * day, [own.teacher]);
    expect(await post.run()).toEqual([]);
    await ok(own.teacher, lessons.cancelLesson, { params: { lessonId }, body: {} });
    expect(invitationIn(post.only(await post.run(), own.teacher)).method).toBe('CANCEL');
    await ok(own.teacher, api.updateLessonMail, { body: { invitations: true } });
    expect(await post.run()).toHaveLength(1);
  });
});

it('without a mail server nobody is invited, nor reminded', async () => {
  const silent = await startTestServer({}, { now: () => post.now });
  try {
    await silent.services.lessonInvitations.turn();
    await silent.services.lessonReminders.turn();
    expect(await silent.database.query('SELECT id FROM mails')).toEqual([]);
  } finally {
    await silent.close();
  }
});
