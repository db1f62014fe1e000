import type { TestInfo } from '@playwright/test';
import type { Product } from '../product/Product.ts';
import type { SeatPage } from './SeatPage.ts';

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
    await info.attach(`${name}.txt`, { body: seat.said.join('\n') || '(nothing)', contentType: 'text/plain' });
  }
  for (const name of ['server', 'sfu'] as const) {
    const body = await product?.readLog(name).catch(() => undefined);
    if (body !== undefined) await info.attach(`${name}.log`, { body, contentType: 'text/plain' });
  }
}
