/** What people put in: kept whole under a key, `agreements/<id>`. The tables know what it is and whose. */
export interface Files {
  /** Keeps the bytes; once it resolves they outlast the loss of power. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Undefined when there is nothing. */
  find(key: string): Promise<Buffer | undefined>;
  /** Nothing happens when there is nothing. */
  remove(key: string): Promise<void>;
}

/** A kind and an id: nothing in a key leads elsewhere. */
const KEY = /^[a-z]+\/[0-9a-f-]{36}$/;

export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new Error('Not a key of a file');
  return key;
}
