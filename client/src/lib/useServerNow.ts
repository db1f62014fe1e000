import { useNow } from './useNow.ts';

/**
 * The server's clock as a page needs it: to the half minute or so.
 * @param serverTime what the server said, and `readAt`, the browser's clock when it said it.
 */
export function useServerNow(serverTime: number | undefined, readAt: number, every: number): number {
  const now = useNow(every);
  return serverTime === undefined ? now : now + serverTime - readAt;
}
