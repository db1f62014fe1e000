import { SchoolId, type CapsuleId } from '@pluriclasse/shared/ids';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { Client } from 'pg';
import { FakeFfmpeg } from '../support/capsules/FakeFfmpeg.ts';
import { expectAccessible } from '../support/browser/accessible.ts';
import { pressByKey } from '../support/browser/keyboard.ts';
import { strangeWords } from '../support/browser/strangeWords.ts';
import { signIn } from '../support/lesson/openSeats.ts';
import { Product } from '../support/product/Product.ts';
import { putCapsule } from '../support/server/capsules.ts';

test('a film of a capsule is asked for, followed, stopped, fetched and removed by keyboard', async ({ browser }) => {
  const fake = await FakeFfmpeg.create();
  const product = await Product.create({ FFMPEG: fake.binary });
  try {
    const page = await openCapsule(browser, product);
    const files = page.getByRole('region', { name: 'Files to keep' });
    const button = (name: string) => files.getByRole('button', { name });
    await expect(button('Make a film')).toBeVisible();
    await expectAccessible(page);

    await test.step('one is made, the other waits', async () => {
      await fake.plan({ told: [0.25], holds: true, bytes: 2_400_000 });
      await pressByKey(page, button('Make a film'));
      await expect(files.getByRole('progressbar', { name: 'How far the film is' })).toHaveAttribute(
        'aria-valuenow',
        '25',
      );
      await expect(button('Stop the film')).toBeFocused();
      await pressByKey(page, button('Make a sound file'));
      await expect(files.getByRole('status').filter({ hasText: 'one file is made before it' })).toBeVisible();
      await expectAccessible(page);
    });
    await test.step('what is stopped is gone', async () => {
      await pressByKey(page, button('Stop the sound file'));
      await expect(button('Make a sound file')).toBeFocused();
    });
    await test.step('it is done, and fetched', async () => {
      await fake.go();
      await expect(files.getByRole('status').filter({ hasText: /^MP4, 2\.4 MB\. Here until / })).toBeVisible();
      await expectAccessible(page);
      const download = page.waitForEvent('download');
      await pressByKey(page, files.getByRole('link', { name: 'Download the film' }));
      expect((await download).suggestedFilename()).toMatch(/^In our village [\d-]{10}\.mp4$/);
    });
    await test.step('it is removed', async () => {
      await pressByKey(page, button('Remove the film'));
      await expect(button('Make a film')).toBeFocused();
    });
    await test.step('why one failed is said', async () => {
      await pressByKey(page, button('Make a sound file'));
      await expect(files.getByText('There is nothing to make it of')).toBeVisible();
      await expect(button('Make a sound file')).toBeVisible();
    });
  } finally {
    await product.stop();
    await fake.close();
  }
});

test('without ffmpeg that is said, in Italian and on a phone too', async ({ browser }) => {
  const product = await Product.create({ FFMPEG: 'none' });
  try {
    const page = await openCapsule(browser, product, 'it-IT');
    const files = page.getByRole('region', { name: 'File da conservare' });
    await expect(files.getByText('ffmpeg non è installato')).toBeVisible();
    await expect(files.getByRole('button')).toHaveCount(0);
    expect(await strangeWords(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  } finally {
    await product.stop();
  }
});

/** A teacher of a school before a capsule of hers. */
async function openCapsule(browser: Browser, product: Product, locale = 'en-GB'): Promise<Page> {
  const school = locale === 'it-IT' ? product.demo.italianSchool : product.demo.schools[0];
  const capsuleId = await putOne(product, school.name);
  const context = await browser.newContext({ baseURL: product.baseUrl, locale });
  const page = await context.newPage();
  await signIn(page, product.baseUrl, school.teachers[locale === 'it-IT' ? 1 : 0]);
  await page.goto(`/capsules/${capsuleId}`);
  return page;
}

async function putOne(product: Product, school: string): Promise<CapsuleId> {
  const database = new Client({ connectionString: product.databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM schools WHERE name = $1', [school]);
    return await putCapsule({ database }, { schoolIds: [SchoolId.parse(rows[0]?.id)] });
  } finally {
    await database.end();
  }
}
