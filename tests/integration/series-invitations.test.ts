import { listFeeds } from '@pluriclasse/shared/api/feeds';
import * as lessons from '@pluriclasse/shared/api/lessons';
import { readSeries, undoCancelLesson } from '@pluriclasse/shared/api/series';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventOf, makeAddress, readFeed } from '../support/calendar/feeds.ts';
import { invitationIn } from '../support/calendar/invitationIn.ts';
import { LessonPost } from '../support/calendar/LessonPost.ts';
import { ok } from '../support/server/network.ts';
import { agree, everybodyAgrees, keepSignedIn, proposeSeries, tuesdays } from '../support/server/series.ts';
import { giveWeeks } from '../support/server/wishes.ts';

let post: LessonPost;
beforeAll(async () => {
  post = await LessonPost.create(Date.now());
  await giveWeeks(post.server, post.network);
  await keepSignedIn(post.server);
});
afterAll(() => post.close());

it('a series is only proposed in calendars, then agreed, invited to, called off and taken back', async () => {
  const { network } = post;
  const { own, partner, coordinator } = network;
  await agree(network);
  const { series } = await proposeSeries(network, tuesdays(2));
  const params = { seriesId: series.seriesId };
  const [first] = (await ok(coordinator, readSeries, { params })).lessons;
  const lessonId = first?.lessonId ?? '';
  const id = post.of(own.teacher).staffId;
  const address = (await makeAddress(own.teacher, { of: 'staff', id })).replace(
    'https://school.example',
    post.server.origin,
  );
  const shown = async () => eventOf(await readFeed(address), lessonId);
  expect(await shown()).toMatchObject({
    status: 'TENTATIVE',
    summary: expect.stringMatching(/^Proposed: Tuesdays/) as string,
  });
  expect((await post.run(/^lesson-/)).length).toBe(0);

  await everybodyAgrees(network);
  const mails = await post.run(/^lesson-requested$/);
  // Two teachers, two lessons.
  expect(mails).toHaveLength(4);
  const invitations = mails
    .filter(({ recipients }) => recipients.includes(post.of(own.teacher).email))
    .map(invitationIn)
    .filter(({ uid }) => uid.startsWith(lessonId));
  const agreed = await shown();
  expect(agreed).toMatchObject({ status: 'CONFIRMED', uid: invitations[0]?.uid });
  expect(invitations).toMatchObject([{ method: 'REQUEST', sequence: Number(agreed?.['sequence']) }]);
  const { organizer, uid, sequence } = invitations[0] ?? { organizer: '', uid: '', sequence: 0 };
  expect(await post.answer({ organizer, uid, sequence, attendee: post.of(own.teacher).email })).toBe('250');
  expect((await post.replies(lessonId)).map(({ state }) => state).toSorted()).toEqual(['accepted', 'invited']);

  await ok(partner.teacher, lessons.cancelLesson, { params: { lessonId }, body: { reason: 'Snow' } });
  const off = await post.run();
  const told = post.only(off, own.teacher);
  expect(told.parsed.text).toContain('Snow');
  expect(invitationIn(told)).toMatchObject({ method: 'CANCEL', uid, status: 'CANCELLED' });
  // Whoever did it is not told; the own calendar has to follow all the same.
  expect(invitationIn(post.only(off, partner.teacher))).toMatchObject({ method: 'CANCEL' });
  expect(await shown()).toMatchObject({ status: 'CANCELLED' });

  await ok(partner.teacher, undoCancelLesson, { params: { lessonId } });
  const back = (await post.run()).filter(({ recipients }) => recipients.includes(post.of(own.teacher).email));
  expect(back.flatMap((mail) => (mail.parsed.attachments.length > 0 ? [invitationIn(mail)] : []))).toMatchObject([
    { method: 'REQUEST', uid, status: 'CONFIRMED' },
  ]);
  expect(await shown()).toMatchObject({ status: 'CONFIRMED' });
  expect(await post.run()).toEqual([]);
  const { feeds } = await ok(own.teacher, listFeeds, { params: { of: 'staff', id } });
  expect(feeds[0]?.readAt).not.toBeNull();
}, 60_000);
