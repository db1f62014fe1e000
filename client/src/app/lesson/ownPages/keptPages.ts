import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useEffect } from 'react';

const engine = () => import('../../../live/ownPages/openOwnPages.ts');

/** Sends what a pupil drew without a link, now and whenever the link comes back. */
export function useSentPages(owner: string, as: SpeakingAs): void {
  useEffect(() => {
    const send = () => void engine().then(({ sendOwnPages }) => sendOwnPages(owner, as), noEngine);
    send();
    addEventListener('online', send);
    return () => removeEventListener('online', send);
  }, [owner, as]);
}

/** Takes away pages of capsules that are no longer this pupil's. Never rejects. */
export const forgetOtherPages = (owner: string, capsuleIds: readonly string[]): Promise<void> =>
  engine().then(({ keepOwnPagesOnly }) => keepOwnPagesOnly(owner, capsuleIds).catch(() => undefined), noEngine);

/** Who signs out leaves nothing to the next child. Never rejects. */
export const leavePages = (owner: string): Promise<void> =>
  engine().then(({ leaveOwnPages }) => leaveOwnPages(owner).catch(() => undefined), noEngine);

/** Its files do not come: then nothing was drawn here either, or it waits for the next visit. */
const noEngine = (): void => undefined;
