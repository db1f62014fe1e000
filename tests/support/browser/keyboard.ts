import { expect, type Locator, type Page } from '@playwright/test';

/** A page has fewer stops than this; whoever has not come by then is not reached by keyboard. */
const mostStops = 90;

/** Presses Tab until the element has the focus; every stop on the way must be visible. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < mostStops; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await focusFault(page), 'focus can be seen').toBe('');
  }
  throw new Error(`Tab does not reach ${target.toString()}`);
}

/** Reaches a button by Tab and presses it by key. */
export async function pressByKey(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Why the focused element does not look focused; empty when it does, or when nothing of the page has the focus. */
function focusFault(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) return '';
    const name = `${element.tagName.toLowerCase()} "${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}"`;
    // A radio or a switch may be drawn by its label or by a part beside it.
    const drawn = [
      element,
      element.closest('label, [data-focus-visible]'),
      element.nextElementSibling,
      element.parentElement,
    ];
    const shows = drawn.some((one) => {
      if (one === null) return false;
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
    return shows ? '' : `${name} has no visible focus`;
  });
}
