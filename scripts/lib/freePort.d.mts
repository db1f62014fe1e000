/** A TCP port that was free a moment ago, and that nobody gets by chance. @param host 127.0.0.1 without */
export function freePort(host?: string): Promise<number>;
