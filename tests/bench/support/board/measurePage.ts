import type { Browser, Page } from '@playwright/test';
import { percentile } from '../statistics.ts';

export interface PageMeasure {
  /** From the tap that opens the page to all strokes drawn, in milliseconds. */
  readonly open: number;
  /** Time between frames while a stroke is drawn over them, 95th percentile, in milliseconds. */
  readonly frame: number;
  /** Longest work at the end of a stroke and at an erasure, in milliseconds. */
  readonly end: number;
  readonly erase: number;
  /** JavaScript heap in MB. */
  readonly heap: number;
}

/** Opens a board of so many strokes in a browser that is slowed down, and draws on it. */
export async function measurePage(
  browser: Browser,
  url: string,
  strokes: number,
  slowdown: number,
): Promise<PageMeasure> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url, { waitUntil: 'commit' });
  const open = await untilDrawn(page, strokes);
  const frames = await drawOver(page);
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await page.close();
  return {
    open,
    frame: percentile(frames.deltas, 0.95),
    end: frames.end,
    erase: frames.erase,
    heap: usedSize / 2 ** 20,
  };
}

/** @returns milliseconds since the navigation began, when all strokes are there and two frames have passed. */
const untilDrawn = (page: Page, strokes: number): Promise<number> =>
  page.evaluate(
    (count) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const all = document.querySelector('[role=option]')?.getAttribute('aria-setsize');
          if (all !== String(count)) requestAnimationFrame(look);
          else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
        };
        look();
      }),
    strokes,
  );

/** Draws a stroke of two seconds, then sweeps the eraser over some, and watches the frames. */
const drawOver = (page: Page): Promise<{ deltas: number[]; end: number; erase: number }> =>
  page.evaluate(async () => {
    const canvas = document.querySelector('[role=application] canvas');
    if (canvas === null) throw new Error('No page');
    // Pointers that are not the browser's own can't be captured.
    canvas.setPointerCapture = () => undefined;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const send = (name: string, x: number, y: number) =>
      canvas.dispatchEvent(
        new PointerEvent(name, {
          pointerId: 1,
          pointerType: 'mouse',
          clientX: left + x,
          clientY: top + y,
          pressure: 0.5,
          bubbles: true,
        }),
      );
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const deltas: number[] = [];
    const [middleX, middleY] = [width / 2, height / 2];
    const at = (n: number) => [middleX + Math.cos(n / 20) * (60 + n), middleY + Math.sin(n / 20) * (60 + n)] as const;
    send('pointerdown', ...at(0));
    let last = await frame();
    for (let n = 1; n < 120; n++) {
      send('pointermove', ...at(n - 0.5));
      send('pointermove', ...at(n));
      const now = await frame();
      deltas.push(now - last);
      last = now;
    }
    const longest = async (run: () => void) => {
      const before = await frame();
      run();
      await frame();
      return (await frame()) - before;
    };
    const end = await longest(() => send('pointerup', ...at(120)));
    document.querySelectorAll<HTMLElement>('[role=radio]')[1]?.click();
    await frame();
    const erase = await longest(() => {
      send('pointerdown', middleX, middleY);
      for (let x = 0; x < 60; x += 6) send('pointermove', middleX + x, middleY);
      send('pointerup', middleX + 60, middleY);
    });
    return { deltas, end, erase };
  });
