import { expect, type Locator } from '@playwright/test';

/** Dark points on the board's canvases, in thousandths of their surface: white paper has none. */
export function boardInk(board: Locator): Promise<number> {
  return board.evaluate((region) => {
    let dark = 0;
    let all = 0;
    for (const canvas of region.querySelectorAll('canvas')) {
      const copy = new OffscreenCanvas(320, 240);
      const context = copy.getContext('2d', { willReadFrequently: true });
      if (context === null || canvas.width === 0) continue;
      context.fillStyle = 'white';
      context.fillRect(0, 0, 320, 240);
      context.drawImage(canvas, 0, 0, 320, 240);
      const { data } = context.getImageData(0, 0, 320, 240);
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) < 140 && (data[at + 1] ?? 0) < 140) dark++;
      all = 320 * 240;
    }
    return all === 0 ? 0 : (1000 * dark) / all;
  });
}

/** Draws a thick zigzag over the middle of the board, as a hand with a mouse does. */
export async function drawZigzag(board: Locator, part = 0.5): Promise<void> {
  const canvas = board.getByRole('application').locator('canvas');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The board is not shown');
  const { mouse } = board.page();
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await mouse.move(...at(0.25, part));
  await mouse.down();
  for (let step = 1; step <= 8; step++)
    await mouse.move(...at(0.25 + step * 0.06, part + (step % 2 ? 0.12 : 0)), { steps: 4 });
  await mouse.up();
}

/** More is drawn than there was. */
export async function expectMoreInk(board: Locator, than: number): Promise<void> {
  await expect.poll(() => boardInk(board), { message: 'ink on the board' }).toBeGreaterThan(than + 0.5);
}
