import type { ObjectId, PageId } from './objects.ts';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ten letters: among the 4,000 objects of a page two meet once in 10^11 pages. Nothing secret hangs on them. */
function tenLetters(random: () => number): string {
  let id = '';
  for (let n = 0; n < 10; n++) id += letters[Math.floor(random() * letters.length)];
  return id;
}

// The two casts: these are the only makers of ids, and what they make fits the schema.
export const newObjectId = (random: () => number = Math.random): ObjectId => tenLetters(random) as ObjectId;
export const newPageId = (random: () => number = Math.random): PageId => tenLetters(random) as PageId;
