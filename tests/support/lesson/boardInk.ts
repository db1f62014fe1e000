import { expect, type Locator } from '@playwright/test';

/**
 * Dark points of what rests on the board, in thousandths of its surface: white paper has none. What only moves over it,
 * such as others' pointers with their names, lies on a canvas of its own and does not count.
 */
export function boardInk(board: Locator): Promise<number> {
  return board.evaluate((region) => {
    const canvas = region.querySelector('canvas');
    const [width, height] = [320, 240];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null || canvas === null || canvas.width === 0) return 0;
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(canvas, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) < 140 && (data[at + 1] ?? 0) < 140) dark++;
    return (1000 * dark) / (width * height);
  });
}

/** Draws a thick zigzag over the middle of the board, as a hand with a mouse does, once the board takes it. */
export async function drawZigzag(board: Locator, part = 0.5): Promise<void> {
  await expect(board.getByRole('radio', { name: 'Pen', exact: true })).toBeEnabled();
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
