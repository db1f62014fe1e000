/**
 * A TCP port that was free a moment ago, and that nobody gets by chance.
 * @param host 127.0.0.1 without
 * @param not ports that somebody is going to use
 */
export function freePort(host?: string, not?: readonly number[]): Promise<number>;
