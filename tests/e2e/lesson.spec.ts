import { expect, test, type Locator } from '@playwright/test';
import { DeviceId } from '@pluriclasse/shared/ids';
import { attachEvidence } from '../support/lesson/attachEvidence.ts';
import { boardInk, drawZigzag, expectMoreInk } from '../support/lesson/boardInk.ts';
import { openCompanion } from '../support/lesson/openSeats.ts';
import { plausibleParameters, RawSeat } from '../support/lesson/RawSeat.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Cast } from '../support/lesson/Cast.ts';
import { expectFrames, expectFramesOfOne, expectTones } from '../support/lesson/expectMedia.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';

const { deskA, kitA, deskB, kitB } = seatMedia;

test.describe.serial('two schools in one lesson', () => {
  let cast: Cast;
  let seats: Cast['seats'];
  const others: SeatPage[] = [];

  test.beforeAll(async () => {
    cast = await Cast.create();
    seats = cast.seats;
    await seats.deskA.join();
    await seats.deskB.join();
    await seats.kitA.expectJoined();
    await seats.kitB.expectJoined();
  });
  // Playwright wants the fixtures taken apart, even when none is asked for.
  // oxlint-disable-next-line no-empty-pattern
  test.afterEach(({}, info) =>
    attachEvidence(info, cast?.product, { ...seats, ...Object.fromEntries(others.entries()) }),
  );
  test.afterAll(async () => {
    await Promise.all(others.map((seat) => seat.close()));
    await cast?.close();
  });

  test('everyone sees the others, and their pictures move', async () => {
    await expectFrames(seats.deskA.page, [kitA, deskB, kitB]);
    await expectFrames(seats.deskB.page, [deskA, kitA, kitB]);
    // A classroom's own teacher stands before it.
    await expectFrames(seats.kitA.page, [kitB, deskB]);
    await expectFrames(seats.kitB.page, [kitA, deskA]);
  });

  test('everyone hears the other school, and neither itself nor its own room', async () => {
    await seats.deskA.unmute();
    await seats.deskB.unmute();
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

  test('a companion draws, and all see it', async () => {
    const [a] = cast.product.demo.schools;
    await seats.deskA.button('Board').click();
    for (const seat of Object.values(seats)) await expect(seat.region('Board')).toBeVisible();
    const tablet = await openCompanion(cast.product, a, { beside: seats.deskA });
    others.push(tablet);
    const blank = await Promise.all(Object.values(seats).map((seat) => boardInk(seat.region('Board'))));
    await drawZigzag(tablet.region('Board'));
    for (const [place, seat] of Object.values(seats).entries()) {
      await expectMoreInk(seat.region('Board'), blank[place] ?? 0);
    }
  });

  test('a raw socket as a companion is refused when it tries to send', async () => {
    const [, b] = cast.product.demo.schools;
    const tablet = await openCompanion(cast.product, b, { beside: seats.deskA });
    others.push(tablet);
    const deviceId = DeviceId.parse(/[0-9a-f-]{36}/.exec(tablet.page.url())?.[0]);
    await tablet.page.goto('about:blank');
    const { lessonId } = cast.product.demo;
    const raw = await RawSeat.create(cast.product.baseUrl, tablet.page.context(), `device:${deviceId}`);
    try {
      const joined = await raw.join(lessonId);
      expect(joined.media.send).toBeNull();
      for (const [source, kind] of [
        ['microphone', 'audio'],
        ['camera', 'video'],
        ['screen', 'video'],
      ] as const) {
        const rtpParameters = plausibleParameters(kind);
        const refused = raw.call('media:produce', { source, kind, rtpParameters, paused: false });
        await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
      }
      // Nothing came of it: who joins now is told of no stream of this seat.
      const { state } = await raw.join(lessonId);
      expect(state.seats.find(({ seatId }) => seatId === joined.seatId)?.streams).toEqual([]);
    } finally {
      raw.close();
    }
  });

  test('a desk whose network is cut for ten seconds comes back as it was: muted, with hand, phase and board', async () => {
    const { deskA: other, deskB: cut } = seats;
    const [, b] = cast.product.demo.schools;
    await cut.button('Mute').click();
    await cut.button('Raise hand').click();
    await expect(other.region('Floor').getByText(`Class of ${b.name}`).first()).toBeVisible();
    const blank = await boardInk(cut.region('Board'));

    await cut.network.cut();
    const since = Date.now();
    await expect(cut.page.getByText(/^Coming back … try/)).toBeVisible();
    await expect(other.region('Sites').getByText('Coming back').first()).toBeVisible();
    const before = await currentPhase(other).textContent();
    await other.button('Next phase').click();
    await expect(currentPhase(other)).not.toHaveText(before ?? '');
    const phase = await currentPhase(other).textContent();
    await drawZigzag(other.region('Board'), 0.7);
    // Ten seconds are what is tested.
    await other.page.waitForTimeout(Math.max(0, since + 10_000 - Date.now()));
    await cut.network.mend();

    await expect(cut.page.getByText(/^Coming back … try/)).toBeHidden({ timeout: 60_000 });
    await expect(cut.button('Unmute')).toBeVisible();
    await expect(cut.region('Floor').getByText('our class').first()).toBeVisible();
    await expect(currentPhase(cut)).toHaveText(phase ?? '');
    await expectMoreInk(cut.region('Board'), blank);
    await expect(other.region('Sites').getByText('Coming back')).toHaveCount(0);
    await expectTones(other.page, [kitB]);
    await expectTones(cut.page, [deskA, kitA]);
    await expectFramesOfOne(cut.page, [deskA, kitA]);
    await cut.unmute();
    await expectTones(other.page, [deskB, kitB]);
  });
});

/** Title of the phase that runs; its minutes stand beside it. */
function currentPhase(seat: SeatPage): Locator {
  return seat.region('Plan').locator('[aria-current=step] > span').first();
}
