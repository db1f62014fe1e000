import type { Page } from '@playwright/test';
import './playerPage.ts';

/** When somebody went elsewhere and when it went on there, milliseconds since 1970. */
export interface Jump {
  readonly from: number;
  readonly to: number;
}

/**
 * Goes elsewhere while it plays.
 * @param at milliseconds
 * @param until whose coming is waited for: the sound's, or the picture's
 */
export const jumpTo = (page: Page, at: number, until: 'sound' | 'picture' = 'sound'): Promise<Jump> =>
  page.evaluate(inPage, { at, until });

function inPage({ at, until }: { at: number; until: 'sound' | 'picture' }): Promise<Jump> {
  const { player } = window.told;
  const there = () =>
    until === 'sound'
      ? player.view.get().state === 'playing'
      : document.querySelector('video')?.parentElement?.dataset['shown'] === 'true';
  return new Promise((resolve) => {
    const from = Date.now();
    player.seek(at);
    let looks = 0;
    const look = () => {
      // What was seen before is still there for a frame or two.
      if (until === 'sound' ? !there() : ++looks < 4 || !there()) return;
      stop();
      clearInterval(timer);
      resolve({ from, to: Date.now() });
    };
    const stop = player.view.subscribe(look);
    const timer = setInterval(look, until === 'sound' ? 1_000 : 16);
    look();
  });
}
