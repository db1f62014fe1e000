import type { Page } from '@playwright/test';
import type { CapsulePlayer } from '@pluriclasse/client/capsule/CapsulePlayer';
import { pictureColors } from './openCapsule.ts';

declare global {
  interface Window {
    /** What the test's page tells: the player that it shows, and the stops that it came to. */
    told: { player: CapsulePlayer; stopped: string[] };
  }
}

/** @param at milliseconds */
export const seek = (page: Page, at: number): Promise<void> => page.evaluate((to) => window.told.player.seek(to), at);
export const timeOf = (page: Page): Promise<number> => page.evaluate(() => window.told.player.time());

/** The pure colour that the video comes nearest to; none while nothing is seen. */
export const colorOf = (page: Page): Promise<string | undefined> =>
  page.locator('video').evaluate((video: HTMLVideoElement, colors) => {
    if (video.videoWidth === 0 || getComputedStyle(video).visibility === 'hidden') return undefined;
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(video, 0, 0, 1, 1);
    const [r = 0, , b = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return r > b + 60 ? colors[0] : b > r + 60 ? colors[1] : undefined;
  }, pictureColors);
