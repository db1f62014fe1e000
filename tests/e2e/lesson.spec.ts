import { expect, test } from '@playwright/test';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Cast } from '../support/lesson/Cast.ts';
import { expectFrames, expectTones } from '../support/lesson/expectMedia.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';

const { deskA, kitA, deskB, kitB } = seatMedia;

test.describe.serial('two schools in one lesson', () => {
  let cast: Cast;
  let seats: Cast['seats'];

  test.beforeAll(async () => {
    cast = await Cast.create();
    seats = cast.seats;
    await seats.deskA.join();
    await seats.deskB.join();
    await seats.kitA.expectJoined();
    await seats.kitB.expectJoined();
  });
  test.afterAll(() => cast?.close());

  test('everyone sees the others, and their pictures move', async () => {
    await expectFrames(seats.deskA.page, [kitA, deskB, kitB]);
    await expectFrames(seats.deskB.page, [deskA, kitA, kitB]);
    await expectFrames(seats.kitA.page, [deskB, kitB]);
    await expectFrames(seats.kitB.page, [deskA, kitA]);
  });

  test('everyone hears the other school, and neither itself nor its own room', async () => {
    await unmute(seats.deskA);
    await unmute(seats.deskB);
    await expectTones(seats.deskA.page, [deskB, kitB]);
    await expectTones(seats.kitA.page, [deskB, kitB]);
    await expectTones(seats.deskB.page, [deskA, kitA]);
    await expectTones(seats.kitB.page, [deskA, kitA]);
  });

  test('who is muted is heard no more', async () => {
    await seats.deskB.button('Mute').click();
    await expectTones(seats.deskA.page, [kitB]);
    await seats.deskB.button('Unmute').click();
    await expectTones(seats.deskA.page, [deskB, kitB]);
  });

  test('each tile is named by school and seat', async () => {
    const [a, b] = cast.product.demo.schools;
    for (const { name } of [a, b]) {
      await expect(seats.deskA.page.getByRole('group', { name: `${name}, kit`, exact: true }).first()).toBeVisible();
      await expect(seats.deskB.page.getByRole('group', { name: new RegExp(`^${name}, desk, `) }).first()).toBeVisible();
    }
  });
});

/** A desk may come in with its microphone off. */
async function unmute(seat: SeatPage): Promise<void> {
  await expect(seat.button(/^(Mute|Unmute)$/)).toBeVisible();
  if (await seat.button('Unmute').isVisible()) await seat.button('Unmute').click();
  await expect(seat.button('Mute')).toBeVisible();
}
