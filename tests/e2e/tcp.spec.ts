import { expect, test } from '@playwright/test';
import { keepPeerConnections, transportsInUse } from '../support/browser/peerConnections.ts';
import { expectFrames, expectTones } from '../support/lesson/expectMedia.ts';
import { openDesk, openKit } from '../support/lesson/openSeats.ts';
import type { SeatPage } from '../support/lesson/SeatPage.ts';
import { seatMedia } from '../support/media/seatMedia.ts';
import { Product } from '../support/product/Product.ts';

test.describe('a school whose firewall lets no UDP through', () => {
  let product: Product;
  const seats: SeatPage[] = [];

  test.beforeAll(async () => {
    product = await Product.create();
  });
  test.afterAll(async () => {
    await Promise.all(seats.map((seat) => seat.close()));
    await product?.stop();
  });

  test('is told so in the lobby, and takes part over TCP alone', async () => {
    const [a, b] = product.demo.schools;
    const kit = await openKit(product, a, { media: seatMedia.kitA });
    const desk = await openDesk(product, b, { media: seatMedia.deskB, tcpOnly: true });
    seats.push(kit, desk);
    await expect(desk.page.getByText('We use the slower one: it works.')).toBeVisible();

    await desk.page.addInitScript(keepPeerConnections);
    await desk.page.reload();
    await desk.join();
    await expectFrames(desk.page, [seatMedia.kitA]);
    await expectTones(desk.page, [seatMedia.kitA]);
    await expectFrames(kit.page, [seatMedia.deskB]);
    // One that lost its way for a moment is not connected then.
    const inUse = async () => {
      const protocols = await transportsInUse(desk.page);
      return { two: protocols.length >= 2, by: [...new Set(protocols)] };
    };
    await expect.poll(inUse).toEqual({ two: true, by: ['tcp'] });
  });
});
