/**
 * Lets `/home` open without a network, for pupils who took a capsule along. It knows only the files that this page is
 * made of, names none of the server's answers its own, and is registered when something is first taken along.
 *
 * The build puts `FILES` (addresses, hashes in their names) and `VERSION` (changes with any of them) before this text.
 */
/* global FILES, VERSION */
const shell = `shell-${VERSION}`;
const page = '/home';
/** Milliseconds that a page may take to come over the network before the kept one is shown. */
const patience = 4000;

self.addEventListener('install', (event) => {
  // A newer worker waits until pages of the older one are closed: they may still ask for files of theirs.
  event.waitUntil(keep());
});
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pageFor(request));
  else if (FILES.includes(pathname)) event.respondWith(fileFor(request));
});

async function keep() {
  const cache = await caches.open(shell);
  const first = new Request(page, { cache: 'no-store', headers: { accept: 'text/html' } });
  await Promise.all([
    cache.addAll(FILES),
    fetch(first).then((response) => {
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return cache.put(page, response);
    }),
  ]);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('shell-') && name !== shell).map((name) => caches.delete(name)),
  );
}

async function pageFor(request) {
  const cache = await caches.open(shell);
  const kept = () => cache.match(page);
  const late = new Promise((resolve) => setTimeout(resolve, patience)).then(kept);
  // A gateway whose server is away answers, too.
  const fresh = fetch(request).then(async (response) => (response.status >= 500 && (await kept())) || response, kept);
  return (await Promise.race([fresh, late])) ?? (await fresh) ?? Response.error();
}

async function fileFor(request) {
  const cache = await caches.open(shell);
  return (await cache.match(request.url)) ?? fetch(request);
}
