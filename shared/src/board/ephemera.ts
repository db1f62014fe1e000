import { AppError } from '../errors.ts';
import { ByteReader } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';
import { boardLimits } from './limits.ts';
import { ObjectId, PageId } from './objects.ts';
import { type InkColor, type PenWidth, inkColors, penWidths } from './page.ts';
import { type InkPoint, decodeInk, encodeInk } from './strokeCodec.ts';

/** What is seen while it happens and never kept. Losing one is no harm: the next, or the finished stroke, heals it. */
export type Ephemeron =
  | { readonly kind: 'pointer'; readonly page: PageId; readonly x: number; readonly y: number }
  /** The pointer left the page. */
  | { readonly kind: 'gone' }
  /** Points of a stroke being drawn, from the `from`th on. The finished stroke comes with the same id. */
  | {
      readonly kind: 'ink';
      readonly page: PageId;
      readonly id: ObjectId;
      readonly color: InkColor;
      readonly width: PenWidth;
      readonly from: number;
      readonly points: readonly InkPoint[];
    }
  /** The stroke was given up. */
  | { readonly kind: 'drop'; readonly id: ObjectId };

const kinds = ['pointer', 'gone', 'ink', 'drop'] as const;

export function encodeEphemeron(it: Ephemeron): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().byte(kinds.indexOf(it.kind));
  switch (it.kind) {
    case 'pointer':
      return writer.ascii(it.page).int(Math.round(it.x)).int(Math.round(it.y)).done();
    case 'gone':
      return writer.done();
    case 'ink':
      writer.ascii(it.page).ascii(it.id).byte(inkColors.indexOf(it.color)).byte(penWidths.indexOf(it.width));
      return writer
        .uint(it.from)
        .raw(encodeInk({ points: it.points, pressure: true }))
        .done();
    case 'drop':
      return writer.ascii(it.id).done();
  }
}

/** @throws AppError `bad_request` */
export function decodeEphemeron(bytes: Uint8Array): Ephemeron {
  const reader = new ByteReader(bytes);
  const kind = kinds[reader.byte()];
  switch (kind) {
    case 'pointer': {
      const page = readId(PageId, reader);
      const [x, y] = [reader.int(), reader.int()];
      reader.end();
      return { kind, page, x, y };
    }
    case 'gone':
      reader.end();
      return { kind };
    case 'ink': {
      const [page, id] = [readId(PageId, reader), readId(ObjectId, reader)];
      const [color, width] = [inkColors[reader.byte()], penWidths[reader.byte()]];
      if (color === undefined || width === undefined) throw new AppError('bad_request', 'No such pen');
      const from = reader.uint();
      const { points } = decodeInk(reader.raw(reader.left), boardLimits.inkPoints);
      return { kind, page, id, color, width, from, points };
    }
    case 'drop': {
      const id = readId(ObjectId, reader);
      reader.end();
      return { kind, id };
    }
    default:
      throw new AppError('bad_request', 'No such ephemeron');
  }
}

/** What the server sends on: many seats' ephemera in one frame, each with its peer's number and as it came. */
export interface Sent {
  readonly peer: number;
  readonly bytes: Uint8Array;
}

export function encodeBatch(batch: Iterable<Sent>): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  for (const { peer, bytes } of batch) writer.uint(peer).block(bytes);
  return writer.done();
}

/** @throws AppError `bad_request` */
export function decodeBatch(bytes: Uint8Array): { peer: number; it: Ephemeron }[] {
  const reader = new ByteReader(bytes);
  const batch: { peer: number; it: Ephemeron }[] = [];
  while (reader.left > 0) batch.push({ peer: reader.uint(), it: decodeEphemeron(reader.block()) });
  return batch;
}

function readId<T>(
  schema: { safeParse(text: string): { success: true; data: T } | { success: false } },
  reader: ByteReader,
): T {
  const parsed = schema.safeParse(reader.ascii());
  if (!parsed.success) throw new AppError('bad_request', 'Malformed id');
  return parsed.data;
}
