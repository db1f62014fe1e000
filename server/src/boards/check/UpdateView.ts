import { AppError } from '@pluriclasse/shared/errors';
import * as Y from 'yjs';

export type Struct = Y.Item | Y.GC | Y.Skip;
type DeletedRange = { readonly client: number; readonly clock: number; readonly len: number };

/** An update that was decoded and not applied: its structs by client, and the ranges that it deletes. */
export class UpdateView {
  readonly clients = new Map<number, Struct[]>();
  readonly deleted: DeletedRange[] = [];

  /** @throws AppError `bad_request` if the bytes are no update. */
  constructor(update: Uint8Array) {
    const { structs, ds } = decode(update);
    for (const struct of structs) {
      const list = this.clients.get(struct.id.client);
      if (list) list.push(struct);
      else this.clients.set(struct.id.client, [struct]);
    }
    for (const [client, ranges] of ds.clients) {
      let end = 0;
      for (const { clock, len } of ranges) {
        // Every encoder sorts and merges; ranges that overlap could be walked again and again.
        if (clock < end || len < 1) throw new AppError('bad_request', 'Unsorted delete set');
        end = clock + len;
        this.deleted.push({ client, clock, len });
      }
    }
  }

  /** The struct that covers an id. */
  find(id: Y.ID): Struct | undefined {
    const list = this.clients.get(id.client);
    if (list === undefined) return undefined;
    let [low, high] = [0, list.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = list[middle];
      if (struct === undefined || (id.clock >= struct.id.clock && id.clock < struct.id.clock + struct.length))
        return struct;
      if (id.clock < struct.id.clock) high = middle - 1;
      else low = middle + 1;
    }
    return undefined;
  }
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update);
  } catch (error) {
    throw new AppError('bad_request', 'Not an update', { cause: error });
  }
}
