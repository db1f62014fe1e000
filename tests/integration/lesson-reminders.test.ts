import * as api from '@pluriclasse/shared/api/lessonMail';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { updateSchool } from '@pluriclasse/shared/api/schools';
import { updateMe } from '@pluriclasse/shared/api/sessions';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LessonPost } from '../support/calendar/LessonPost.ts';
import { ok } from '../support/server/network.ts';

const hour = 3_600_000;
let post: LessonPost;
beforeAll(async () => {
  post = await LessonPost.create(Date.UTC(2026, 11, 15, 9, 25));
});
afterAll(() => post.close());
afterEach(() => post.reset());

describe('a reminder', () => {
  /** 10:00 in Rome on a day of January 2027. */
  const tenOn = (date: number) => Date.UTC(2027, 0, date, 9);

  it('comes the day before at four, by the reader’s clocks and in the reader’s language', async () => {
    const { own, partner, admin } = post.network;
    await ok(admin, updateSchool, { params: { schoolId: partner.schoolId }, body: { timeZone: 'Europe/Istanbul' } });
    await ok(own.teacher, updateMe, { body: { language: 'it' } });
    try {
      await post.goTo(tenOn(10));
      await post.plan(tenOn(13), [own.teacher, partner.teacher]);
      await post.run();
      // 15:58 in Istanbul.
      await post.goTo(Date.UTC(2027, 0, 12, 12, 57));
      expect(await post.run(/reminder/)).toEqual([]);
      await post.goTo(Date.UTC(2027, 0, 12, 13, 10));
      const [first, ...none] = await post.run(/reminder/);
      expect(none).toEqual([]);
      expect(first?.recipients).toEqual([post.of(partner.teacher).email]);
      expect(first?.parsed.subject).toBe('Tomorrow: Places, Wednesday 13 January, 12:00 (10:00 in Own town)');
      await post.goTo(Date.UTC(2027, 0, 12, 14, 50));
      expect(await post.run(/reminder/)).toEqual([]);
      await post.goTo(Date.UTC(2027, 0, 12, 15, 10));
      const [second] = await post.run(/reminder/);
      expect(second?.recipients).toEqual([post.of(own.teacher).email]);
      expect(second?.parsed.subject).toBe('Domani: Places, mercoledì 13 gennaio, 10:00 (a Partner town 12:00)');
      expect(second?.parsed.text).toContain('https://school.example/settings');
      await post.goTo(post.now + hour);
      expect(await post.run(/reminder/)).toEqual([]);
    } finally {
      await ok(admin, updateSchool, { params: { schoolId: partner.schoolId }, body: { timeZone: 'Europe/Rome' } });
      await ok(own.teacher, updateMe, { body: { language: 'en' } });
    }
  });

  it('of several lessons is one, of what is called off or only proposed none, and it can be switched off', async () => {
    const { own, partner } = post.network;
    await post.goTo(tenOn(18));
    await post.plan(tenOn(20), [own.teacher, partner.teacher]);
    await post.plan(tenOn(20) + 2 * hour, [own.teacher]);
    const off = await post.plan(tenOn(20) + 3 * hour, [own.teacher]);
    const open = await post.plan(tenOn(20) + 4 * hour, [own.teacher]);
    await ok(own.teacher, lessons.cancelLesson, { params: { lessonId: off }, body: {} });
    await post.server.database.query("UPDATE lessons SET agreed = 'proposed' WHERE id = $1", [open]);
    await ok(partner.teacher, api.updateLessonMail, { body: { reminders: false } });
    await post.run();
    await post.goTo(Date.UTC(2027, 0, 19, 15, 30));
    const mails = await post.run(/reminder/);
    expect(mails).toHaveLength(1);
    expect(post.only(mails, own.teacher).parsed.subject).toBe('Tomorrow: 2 lessons');
    await ok(partner.teacher, api.updateLessonMail, { body: { reminders: true } });
  });

  it('comes on the eve of the clocks’ change at the right hour', async () => {
    const { own } = post.network;
    // Sunday 28 March 2027: 10:00 in Rome is 8:00 UTC then.
    await post.goTo(Date.UTC(2027, 2, 20));
    await post.plan(Date.UTC(2027, 2, 28, 8), [own.teacher]);
    await post.run();
    await post.goTo(Date.UTC(2027, 2, 27, 14, 50));
    expect(await post.run(/reminder/)).toEqual([]);
    await post.goTo(Date.UTC(2027, 2, 27, 15, 1));
    const [mail] = await post.run(/reminder/);
    expect(mail?.parsed.subject).toBe('Tomorrow: Places, Sunday 28 March, 10:00');
  });

  it('goes to any teacher of a school that has named none', async () => {
    // 10:00 in Rome on a day of April.
    await post.goTo(Date.UTC(2027, 3, 26, 8));
    await post.plan(Date.UTC(2027, 3, 28, 8), []);
    await post.goTo(Date.UTC(2027, 3, 27, 14, 30));
    const mails = await post.run(/reminder/);
    expect(mails.flatMap(({ recipients }) => recipients)).toEqual(
      expect.arrayContaining([post.of(post.network.own.teacher).email, post.of(post.network.partner.teacher).email]),
    );
    expect(mails.flatMap(({ recipients }) => recipients)).not.toContain(post.of(post.network.coordinator).email);
  });
});
