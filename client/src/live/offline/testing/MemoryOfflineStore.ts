import type { OfflineStore, StoredParcel } from '../OfflineStore.ts';

/** As the browser's, with room for so many bytes. */
export class MemoryOfflineStore implements OfflineStore {
  readonly parcels = new Map<string, StoredParcel>();
  readonly kept = new Map<string, Blob>();
  room: number;

  constructor(room = Number.POSITIVE_INFINITY) {
    this.room = room;
  }

  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { size }) => sum + size, 0);
  }

  async list(): Promise<StoredParcel[]> {
    return [...this.parcels.values()];
  }

  async put(parcel: StoredParcel): Promise<void> {
    if (this.bytes >= this.room) throw new DOMException('No room', 'QuotaExceededError');
    this.parcels.set(`${parcel.owner}/${parcel.id}`, structuredClone(parcel));
  }

  async remove(owner: string, id: string): Promise<void> {
    this.parcels.delete(`${owner}/${id}`);
    for (const key of this.kept.keys()) if (key.startsWith(`${owner}/${id}/`)) this.kept.delete(key);
  }

  async pieces(owner: string, id: string, file: string): Promise<Blob[]> {
    const found: Blob[] = [];
    for (;;) {
      const piece = this.kept.get(`${owner}/${id}/${file}/${found.length}`);
      if (piece === undefined) return found;
      found.push(piece);
    }
  }

  async putPiece(owner: string, id: string, file: string, index: number, piece: Blob): Promise<void> {
    if (this.bytes + piece.size > this.room) throw new DOMException('No room', 'QuotaExceededError');
    this.kept.set(`${owner}/${id}/${file}/${index}`, piece);
  }
}
