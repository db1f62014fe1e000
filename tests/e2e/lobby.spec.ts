import { expect, test } from '@playwright/test';
import { signIn } from '../support/lesson/openSeats.ts';
import { SeatPage } from '../support/lesson/SeatPage.ts';
import { Product } from '../support/product/Product.ts';

test('a camera that opens but gives no picture is not called good, and may be tried again', async () => {
  const product = await Product.create();
  const [school] = product.demo.schools;
  const seat = await SeatPage.create({ baseUrl: product.baseUrl });
  try {
    await seat.page.addInitScript(firstCameraIsDark);
    await signIn(seat.page, product.baseUrl, school.teachers[0]);
    await seat.page.goto(`/lesson/${product.demo.lessonId}`);
    const camera = seat.page.getByRole('listitem').filter({ has: seat.page.getByRole('heading', { name: 'Camera' }) });
    await expect(camera).toContainText('It gives no picture.');
    await expect(seat.button('Join lesson')).toBeEnabled();
    await camera.getByRole('button', { name: 'Try again' }).click();
    await expect(camera).toContainText('We see you well.');
    await expect
      .poll(() => seat.page.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
      .toBeGreaterThan(0);
  } finally {
    await seat.close();
    await product.stop();
  }
});

/** Runs in the page: the first camera that is asked for is a canvas on which nobody ever draws. */
function firstCameraIsDark(): void {
  const { mediaDevices } = navigator;
  const real = mediaDevices.getUserMedia.bind(mediaDevices);
  let first = true;
  mediaDevices.getUserMedia = (constraints) => {
    if (!constraints?.video || !first) return real(constraints);
    first = false;
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    return Promise.resolve(canvas.captureStream(0));
  };
}
