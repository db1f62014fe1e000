import type { TestInfo } from '@playwright/test';
import type { Product } from '../product/Product.ts';
import type { SeatPage } from './SeatPage.ts';

/** Characters of each text that are shown in the run's output. */
const LAST = 3_000;

/** After a failure: what every seat shows, what their pages have said, what the processes have logged. */
export async function attachEvidence(
  info: TestInfo,
  product: Product | undefined,
  seats: Readonly<Record<string, SeatPage | undefined>>,
): Promise<void> {
  if (info.status === info.expectedStatus) return;
  for (const [name, seat] of Object.entries(seats)) {
    if (seat === undefined || seat.page.isClosed()) continue;
    const body = await seat.page.screenshot({ timeout: 5000 }).catch(() => undefined);
    if (body !== undefined) await info.attach(`${name}.png`, { body, contentType: 'image/png' });
    await show(info, `${name}.txt`, seat.said.join('\n') || '(nothing)');
    await show(info, `${name}.page.txt`, await seat.page.locator('body').ariaSnapshot({ timeout: 5000 }).catch(String));
  }
  for (const name of ['server', 'sfu'] as const) {
    const body = await product?.readLog(name).catch(() => undefined);
    if (body !== undefined) await show(info, `${name}.log`, body.toString());
  }
}

/** As a file, and its end in the run's output: of a run elsewhere only that remains. */
async function show(info: TestInfo, name: string, body: string): Promise<void> {
  await info.attach(name, { body, contentType: 'text/plain' });
  console.log(`--- ${name}\n${body.slice(-LAST)}`);
}
