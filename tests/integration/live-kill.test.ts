import { readAttendance } from '@pluriclasse/shared/api/lessons';
import { signIn } from '@pluriclasse/shared/api/sessions';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinLesson, microphone } from '../support/live/joinLesson.ts';
import { Product } from '../support/product/Product.ts';
import { TestBrowser } from '../support/server/TestBrowser.ts';
import { SeatSocket } from '../support/signalling/SeatSocket.ts';

let product: Product;
beforeAll(async () => {
  product = await Product.create();
});
afterAll(() => product.stop());

it('a killed server loses no seat, no message and no turn; the register says when', async () => {
  const { email, password } = product.demo.schools[0].teachers[0];
  const browser = new TestBrowser(product.baseUrl);
  await browser.call(signIn, { body: { email, password } });
  const { cookieHeader: cookie } = browser;
  const { lessonId } = product.demo;

  const desk = await SeatSocket.open(product.baseUrl, { cookie });
  const { joined } = await joinLesson({ lessonId }, desk);
  await desk.call('media:produce', { ...microphone(77), paused: true });
  await desk.call('floor:raise', {});
  await desk.call('floor:pass', {});
  await desk.call('wall:post', { text: 'Still here' });
  // The state is stored within half a second of a change: the last one is in the database before the cut.
  await expect.poll(() => product.stored(lessonId), { timeout: 10_000 }).toContain('Still here');

  const cut = desk.closed();
  await product.server.kill();
  await cut;
  await product.server.start();

  const again = await SeatSocket.open(product.baseUrl, { cookie });
  const { joined: back } = await joinLesson({ lessonId }, again, joined);
  expect(back.seatId).toBe(joined.seatId);
  expect(back.state.revision).toBeGreaterThan(joined.state.revision);
  expect(back.state.floor.turn?.hand.schoolId).toBe(joined.state.seats[0]?.schoolId);
  expect(back.state.wall.messages.map(({ text }) => text)).toEqual(['Still here']);
  await again.call('media:produce', microphone(78));
  const { seat } = await again.until('lesson:seat-changed', (event) => event.seat.streams.length > 0);
  expect(seat.streams).toEqual([{ source: 'microphone', paused: true }]);
  await again.call('lesson:leave', {});
  again.close();

  const { data } = await browser.call(readAttendance, { params: { lessonId } });
  expect(data.spans.map(({ seatId }) => seatId)).toEqual([joined.seatId, joined.seatId]);
  const [before, after] = data.spans;
  expect(before?.to).toBeLessThanOrEqual(after?.from ?? 0);
  expect(after?.to).not.toBeNull();
});
