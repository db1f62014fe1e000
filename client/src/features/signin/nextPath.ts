/** Where to go after signing in: `?next=` if it is a path of ours, else the dashboard. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '/';
  // `//host` and `/\host` are other hosts to a browser.
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
