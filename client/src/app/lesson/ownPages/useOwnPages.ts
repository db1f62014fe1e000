import type { CapsuleId } from '@pluriclasse/shared/ids';
import type { SpeakingAs } from '@pluriclasse/shared/signalling/protocol';
import { useEffect, useState } from 'react';
import type { OwnPages } from '../../../live/ownPages/OwnPages.ts';

export interface OwnPagesOptions {
  /** Whose they are. */
  owner: string;
  capsuleId: CapsuleId;
  /** When the capsule's time is over. */
  expiresAt: number;
  /** A pupil's session, whose pages the server keeps too; else they stay in this browser. */
  as?: SpeakingAs;
}

/** One's pages of a capsule, in step as long as the component stands. Undefined until their engine is here. */
export function useOwnPages({ owner, capsuleId, expiresAt, as }: OwnPagesOptions): OwnPages | undefined {
  const [pages, setPages] = useState<OwnPages>();
  useEffect(() => {
    let gone = false;
    let opened: OwnPages | undefined;
    const begin = async () => {
      const { openOwnPages, keepOwnPagesOnly } = await import('../../../live/ownPages/openOwnPages.ts');
      await keepOwnPagesOnly(owner, undefined).catch(() => undefined);
      if (gone) return;
      opened = openOwnPages({ owner, capsuleId, expiresAt }, as);
      opened.start();
      setPages(opened);
    };
    // Without its files the player is there all the same.
    begin().catch(() => undefined);
    const online = () => void opened?.sync();
    addEventListener('online', online);
    return () => {
      gone = true;
      removeEventListener('online', online);
      opened?.close();
    };
  }, [owner, capsuleId, expiresAt, as]);
  return pages;
}
