const key = 'pluriclasse:reloaded-at';
/** Milliseconds within which a second reload would not help either: the server is away, not newer. */
const patience = 60_000;

/**
 * After an upgrade, a page that is still open asks for parts that the server no longer has. Then the page is loaded
 * anew, once; a lesson comes back to its seat by itself.
 */
export function reloadWhenStale(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (!shouldReload(sessionStorage.getItem(key), Date.now())) return;
    event.preventDefault();
    sessionStorage.setItem(key, String(Date.now()));
    window.location.reload();
  });
}

/** @param reloadedAt what was noted at the last such reload, in milliseconds since 1970 as text; null before the first */
export function shouldReload(reloadedAt: string | null, now: number): boolean {
  const since = now - Number(reloadedAt ?? Number.NaN);
  return !(since < patience);
}
