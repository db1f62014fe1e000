const key = 'pluriclasse:reloaded-at';
/** Milliseconds within which a second reload would not help either: parts are missing, not newer. */
const patience = 60_000;
/** Milliseconds between two questions whether the server is back. */
const every = 10_000;

/** What is known of parts that could not be fetched: none are missed, the server is being asked, it does not answer. */
export type Parts = 'there' | 'asked' | 'away';
let parts: Parts = 'there';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/**
 * After an upgrade, a page that is still open asks for parts that the server no longer has. Then the page is loaded
 * anew, once; a lesson comes back to its seat by itself. While the server is away that waits: a browser's own error page
 * would not come back by itself.
 */
export function reloadWhenStale(): void {
  window.addEventListener('vite:preloadError', () => {
    if (parts === 'there' && shouldReload(sessionStorage.getItem(key), Date.now())) void reloadOnceThere();
  });
}

/** Asks now, and then every ten seconds. */
export async function reloadOnceThere(): Promise<void> {
  clearTimeout(timer);
  if (parts === 'there') set('asked');
  if (await isThere()) {
    sessionStorage.setItem(key, String(Date.now()));
    return window.location.reload();
  }
  set('away');
  clearTimeout(timer);
  timer = setTimeout(() => void reloadOnceThere(), every);
}

export const partsNow = (): Parts => parts;
export function onParts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param reloadedAt what was noted at the last such reload, in milliseconds since 1970 as text; null before the first */
export function shouldReload(reloadedAt: string | null, now: number): boolean {
  const since = now - Number(reloadedAt ?? Number.NaN);
  return !(since < patience);
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(every) })).ok;
  } catch {
    return false;
  }
}

function set(next: Parts): void {
  parts = next;
  for (const listener of listeners) listener();
}
