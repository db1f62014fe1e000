import { expect, type Page } from '@playwright/test';
import { axeFaults } from './axeFaults.ts';

const looks = ['light', 'dark'] as const;

/** No serious finding, whichever way the system likes it. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFaults(page), `${colorScheme}: ${page.url()}`).toEqual([]);
  }
}

export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.getByText('There is no such page')).toBeHidden();
  // Lists arrive after their head.
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
}
