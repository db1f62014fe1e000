import type { Page } from '@playwright/test';

/** Counts the scripts that a page asks for from now on, each once. `size` says what a body weighs. */
export function countScripts(page: Page, size: (body: Buffer) => number) {
  const asked = new Set<string>();
  const sizes = new Map<string, number>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') asked.add(request.url());
  });
  return {
    /** Fetches them once more, since a browser forgets bodies when it goes on. What is asked for later does not count. */
    async total(): Promise<number> {
      const bodies = [...asked].map(async (url) => [url, await (await page.request.get(url)).body()] as const);
      for (const [url, body] of await Promise.all(bodies)) sizes.set(url, size(body));
      return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
    largest(n: number): { name: string; bytes: number }[] {
      const all = [...sizes].map(([url, bytes]) => ({ name: url.replace(/^.*\//, ''), bytes }));
      return all.toSorted((a, b) => b.bytes - a.bytes).slice(0, n);
    },
  };
}
