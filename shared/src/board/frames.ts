import { AppError } from '../errors.ts';
import { ByteReader } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';

// UTF-8 is what every runtime gives and ECMAScript does not name.
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}

/**
 * Frames on a board socket. The first number says the kind: 0 to 3 are the y-websocket protocol, as any Yjs client
 * speaks it; ours follow, and go only to sockets that named `boardSubprotocol` when they connected.
 */
export const frameKind = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  note: 64,
  saved: 65,
  ephemera: 66,
} as const;
/** Second number of a sync frame. */
export const syncStep = { ask: 0, answer: 1, update: 2 } as const;

export const boardSubprotocol = 'pluriclasse.board.1';

export type Frame =
  /** "This is what I have" (a state vector): the other end answers with the rest. */
  | { readonly kind: 'ask'; readonly stateVector: Uint8Array }
  | { readonly kind: 'answer' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  /** JSON, rare; see `notes`. */
  | { readonly kind: 'note'; readonly json: string }
  /** How many answers and updates of this socket are in the database by now. */
  | { readonly kind: 'saved'; readonly count: number }
  /** Live ink and pointers; see `ephemera`. */
  | { readonly kind: 'ephemera'; readonly bytes: Uint8Array };

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  switch (frame.kind) {
    case 'ask':
      return writer.byte(frameKind.sync).byte(syncStep.ask).block(frame.stateVector).done();
    case 'answer':
    case 'update':
      return writer.byte(frameKind.sync).byte(syncStep[frame.kind]).block(frame.update).done();
    case 'awareness':
      return writer.byte(frameKind.awareness).block(frame.update).done();
    case 'queryAwareness':
      return writer.byte(frameKind.queryAwareness).done();
    case 'note':
      return writer.byte(frameKind.note).raw(new TextEncoder().encode(frame.json)).done();
    case 'saved':
      return writer.byte(frameKind.saved).uint(frame.count).done();
    case 'ephemera':
      return writer.byte(frameKind.ephemera).raw(frame.bytes).done();
  }
}

/** @throws AppError `bad_request` for anything that is not a frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = new ByteReader(bytes);
  const kind = reader.uint();
  switch (kind) {
    case frameKind.sync:
      return whole(reader, decodeSync(reader));
    case frameKind.awareness:
      return whole(reader, { kind: 'awareness', update: reader.block() });
    case frameKind.queryAwareness:
      return whole(reader, { kind: 'queryAwareness' });
    case frameKind.note:
      return { kind: 'note', json: new TextDecoder().decode(reader.raw(reader.left)) };
    case frameKind.saved:
      return whole(reader, { kind: 'saved', count: reader.uint() });
    case frameKind.ephemera:
      return { kind: 'ephemera', bytes: reader.raw(reader.left) };
    default:
      throw new AppError('bad_request', `No frame of kind ${kind}`);
  }
}

function decodeSync(reader: ByteReader): Frame {
  const step = reader.uint();
  const payload = reader.block();
  if (step === syncStep.ask) return { kind: 'ask', stateVector: payload };
  if (step === syncStep.answer) return { kind: 'answer', update: payload };
  if (step === syncStep.update) return { kind: 'update', update: payload };
  throw new AppError('bad_request', `No sync step ${step}`);
}

function whole(reader: ByteReader, frame: Frame): Frame {
  reader.end();
  return frame;
}
