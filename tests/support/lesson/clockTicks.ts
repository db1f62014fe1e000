import type { Locator } from '@playwright/test';

/** When the clock's text changed, in ms of the machine's clock, which all pages of a test share. */
export function clockTicks(clock: Locator, count: number): Promise<Map<string, number>> {
  return clock
    .evaluate(
      (element, wanted) =>
        new Promise<[string, number][]>((resolve) => {
          const ticks: [string, number][] = [];
          // What stands beside the digits differs from surface to surface.
          const digits = () => /\d+:\d+/.exec(element.textContent ?? '')?.[0] ?? '';
          let last = digits();
          const observer = new MutationObserver(() => {
            if (digits() === last) return;
            last = digits();
            ticks.push([last, performance.timeOrigin + performance.now()]);
            if (ticks.length < wanted) return;
            observer.disconnect();
            resolve(ticks);
          });
          observer.observe(element, { subtree: true, childList: true, characterData: true });
        }),
      count,
    )
    .then((ticks) => new Map(ticks));
}
