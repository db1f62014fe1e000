import { committed, done } from '../indexedDb.ts';
import type { OfflineStore, StoredParcel } from './OfflineStore.ts';

const DATABASE = 'pluriclasse-offline';
const PARCELS = 'parcels';
const PIECES = 'pieces';

/** Parcels in IndexedDB: bytes as they came, in pieces, so that a cut loses one piece and no memory holds them all. */
export class IndexedDbOfflineStore implements OfflineStore {
  readonly #database: Promise<IDBDatabase>;

  constructor() {
    this.#database = open();
    // Whoever asks for something hears of it.
    this.#database.catch(() => undefined);
  }

  async list(): Promise<StoredParcel[]> {
    const store = (await this.#database).transaction(PARCELS).objectStore(PARCELS);
    return (await done(store.getAll())) as StoredParcel[]; // `put` alone writes here
  }

  async put(parcel: StoredParcel): Promise<void> {
    const change = (await this.#database).transaction(PARCELS, 'readwrite');
    change.objectStore(PARCELS).put(parcel, [parcel.owner, parcel.id]);
    await committed(change);
  }

  async remove(owner: string, id: string): Promise<void> {
    const change = (await this.#database).transaction([PARCELS, PIECES], 'readwrite');
    change.objectStore(PARCELS).delete([owner, id]);
    // An array sorts behind all texts and numbers (IndexedDB, "compare two keys").
    change.objectStore(PIECES).delete(IDBKeyRange.bound([owner, id], [owner, id, []]));
    await committed(change);
  }

  async pieces(owner: string, id: string, file: string): Promise<Blob[]> {
    const store = (await this.#database).transaction(PIECES).objectStore(PIECES);
    const range = IDBKeyRange.bound([owner, id, file, 0], [owner, id, file, []]);
    const [keys, pieces] = await Promise.all([done(store.getAllKeys(range)), done(store.getAll(range))]);
    const inOrder = keys.findIndex((key, at) => !Array.isArray(key) || key[3] !== at);
    return (inOrder === -1 ? pieces : pieces.slice(0, inOrder)) as Blob[]; // `putPiece` alone writes here
  }

  async putPiece(owner: string, id: string, file: string, index: number, piece: Blob): Promise<void> {
    const change = (await this.#database).transaction(PIECES, 'readwrite');
    change.objectStore(PIECES).put(piece, [owner, id, file, index]);
    await committed(change);
  }
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(PARCELS);
    request.result.createObjectStore(PIECES);
  };
  return done(request);
}
