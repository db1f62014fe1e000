/** What is kept of one capsule beside its bytes. */
export interface StoredParcel {
  /** The capsule's id. */
  readonly id: string;
  /** Whose it is: pupils share devices, and nobody finds another's. */
  readonly owner: string;
  readonly revision: number;
  /** Milliseconds since 1970; from then on it is gone. */
  readonly expiresAt: number;
  readonly files: readonly StoredFile[];
  /** Everything that is not sound: manifest, board, checks. As JSON. */
  readonly papers: unknown;
  /** Whether all bytes are here. */
  readonly whole: boolean;
}

export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * Where parcels lie in this browser. Every method rejects when the browser does not let us: without room with a
 * DOMException `QuotaExceededError`.
 */
export interface OfflineStore {
  list(): Promise<StoredParcel[]>;
  /** Writes the parcel over an earlier one of the same owner and id; pieces stay. */
  put(parcel: StoredParcel): Promise<void>;
  /** Takes the parcel away with its pieces. Nothing happens when there is none. */
  remove(owner: string, id: string): Promise<void>;
  /** Pieces of a file that are here, from the first on, without a hole. */
  pieces(owner: string, id: string, file: string): Promise<Blob[]>;
  putPiece(owner: string, id: string, file: string, index: number, piece: Blob): Promise<void>;
}
