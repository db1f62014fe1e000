import { expect, type Page } from '@playwright/test';
import { readPictures, seatsSeen } from '../browser/readPictures.ts';
import { tonesHeard } from '../browser/hear.ts';
import type { SeatMedia } from '../media/seatMedia.ts';

/** Milliseconds: what is waited for is an event, and a machine that others use too takes its time. */
const PATIENCE = 90_000;

/** Every one of these seats' frames is decoded on the page, and their numbers go on. */
export function expectFrames(page: Page, from: readonly SeatMedia[]): Promise<void> {
  return expectMoving(page, from, from.length);
}

/** Of at least one of them: which one is shown is the stage's choice, or the narrow link's. */
export function expectFramesOfOne(page: Page, from: readonly SeatMedia[]): Promise<void> {
  return expectMoving(page, from, 1);
}

async function expectMoving(page: Page, from: readonly SeatMedia[], least: number): Promise<void> {
  const seats = from.map(({ seat }) => seat);
  const frames = new Map(seats.map((seat) => [seat, new Set<number>()]));
  const look = async () => {
    for (const { number } of await readPictures(page)) {
      if (number !== undefined) frames.get(number.seat)?.add(number.frame);
    }
    const moving = seats.filter((seat) => (frames.get(seat)?.size ?? 0) >= 4);
    return moving.length >= least ? 'moving' : `only ${moving.join()} of ${seats.join()}`;
  };
  await expect.poll(look, { message: 'four different frames of each', timeout: PATIENCE }).toBe('moving');
}

/** The page plays exactly these seats' tones: nothing of the others, nothing of its own. */
export async function expectTones(page: Page, from: readonly SeatMedia[]): Promise<void> {
  const expected = from.map(({ hertz }) => hertz).toSorted((a, b) => a - b);
  await expect(async () => expect(await tonesHeard(page)).toEqual(expected)).toPass({ timeout: PATIENCE });
}

/** No frame of this seat is to be seen any more. */
export async function expectNoFrames(page: Page, { seat }: SeatMedia): Promise<void> {
  await expect.poll(() => seatsSeen(page), { timeout: PATIENCE }).not.toContain(seat);
}
