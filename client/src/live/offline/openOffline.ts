import { AppError } from '@pluriclasse/shared/errors';
import { IndexedDbOfflineStore } from './IndexedDbOfflineStore.ts';
import { OfflineCapsules } from './OfflineCapsules.ts';

/** Whether this browser can keep capsules and open without a network: it can on our own address by https. */
export const canGoOffline = (): boolean =>
  typeof indexedDB !== 'undefined' && 'serviceWorker' in navigator && globalThis.isSecureContext;

let store: IndexedDbOfflineStore | undefined;

/** Bytes of the page's own files, unpacked, and what keeping them costs. */
const PAGE = 3_000_000;

/** Bytes that the browser still gives us; undefined where it does not say. */
async function free(): Promise<number | undefined> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}

/** What this person has taken along in this browser. */
export function openOffline(owner: string): OfflineCapsules {
  store ??= new IndexedDbOfflineStore();
  return new OfflineCapsules(owner, {
    store,
    now: Date.now,
    fetch: (link, init) => fetch(link, init),
    free,
  });
}

/**
 * Makes the page of a pupil at home open without a network, and asks the browser not to clear what is kept when room
 * gets scarce; it may refuse that. Resolves when all files of the page are here.
 * @throws AppError `unavailable` with reason `no_room` or `offline`
 */
export async function keepPageOffline(): Promise<void> {
  void navigator.storage.persist().catch(() => false);
  const known = await navigator.serviceWorker.getRegistration('/home');
  if (known?.active) return;
  if (((await free().catch(() => undefined)) ?? PAGE) < PAGE)
    throw new AppError('unavailable', 'No room for the page', { reason: 'no_room' });
  const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/home' });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null || worker.state === 'activated') return;
  const kept = await new Promise<boolean>((resolve) => {
    const look = () => {
      if (worker.state === 'redundant') resolve(false);
      else if (worker.state !== 'installing' && worker.state !== 'parsed') resolve(true);
    };
    worker.addEventListener('statechange', look);
    look();
  });
  if (kept) return;
  // The browser does not tell why; where the server answers it was no cut.
  const reached = await fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  throw new AppError('unavailable', 'The page could not be kept', { reason: reached ? 'no_room' : 'offline' });
}
