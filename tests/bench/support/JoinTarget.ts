import type { Browser, Page } from '@playwright/test';
import type { JoinRecord } from './joinProbe.ts';

/** What is measured: one who sends is there already, another one joins, again and again. */
export interface JoinTarget {
  readonly name: string;
  /** Brings the sender in and leaves it there. */
  openSender(browser: Browser): Promise<void>;
  /** Brings the joiner up to the moment before the click, with its camera on. */
  openLobby(): Promise<void>;
  /** Clicks, and resolves with what happened until the first frame. */
  join(): Promise<JoinRecord>;
  /** Resolves when the sender does not see the joiner any more. */
  leave(): Promise<void>;
}

/** What the probe in the page has seen; resolves once the first frame was. */
export async function readJoinRecord(page: Page): Promise<JoinRecord> {
  const handle = await page.waitForFunction(() => {
    const scope = window as unknown as { joinRecord: () => JoinRecord | undefined }; // put there by `joinProbe`
    return scope.joinRecord();
  });
  const record = await handle.jsonValue();
  if (record === undefined) throw new Error('No record of the join');
  return record;
}
