import { newObjectId } from '@pluriclasse/shared/board/newId';
import { PAGE_HEIGHT, PAGE_WIDTH, inkColors, penWidths } from '@pluriclasse/shared/board/page';
import { type InkPoint, encodeInk } from '@pluriclasse/shared/board/strokeCodec';
import type { BoardSeatBot } from '../../../support/board/BoardSeatBot.ts';
import { seededRandom } from '../../../support/board/seededRandom.ts';

const POINTS = 60;
const STRIDE = 100;

/** A stroke as a hand makes it: a wandering line of some 60 points. */
export function handStroke(random: () => number): InkPoint[] {
  let [x, y, heading] = [random() * PAGE_WIDTH, random() * PAGE_HEIGHT, random() * 2 * Math.PI];
  return Array.from({ length: POINTS }, () => {
    heading += (random() - 0.5) * 0.8;
    x = Math.min(PAGE_WIDTH, Math.max(0, x + Math.cos(heading) * 5));
    y = Math.min(PAGE_HEIGHT, Math.max(0, y + Math.sin(heading) * 5));
    return [x, y, 0.5];
  });
}

/** Fills the first page with strokes, and waits until they are stored. */
export async function fillBoard(bot: BoardSeatBot, strokes: number): Promise<void> {
  const random = seededRandom(7);
  for (let z = 0; z < strokes; z += STRIDE) {
    bot.link.doc.transact(() => {
      for (let n = 0; n < Math.min(STRIDE, strokes - z); n++) {
        const ink = encodeInk({ points: handStroke(random), pressure: false });
        const color = inkColors[(z + n) % inkColors.length] ?? 'ink';
        const width = penWidths[n % penWidths.length] ?? 6;
        bot.page.objects.set(newObjectId(), { kind: 'stroke', z: z + n, color, width, ink });
      }
    });
    await bot.saved();
  }
}
