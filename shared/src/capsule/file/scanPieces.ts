import type { TrackPiece } from '../track.ts';
import { viewOf } from './bytes.ts';
import { FRAGMENT_HEAD } from './writeMp4.ts';
import { CLUSTER_HEAD } from './writeWebm.ts';

/** A file, wherever it lies. */
export interface ByteSource {
  /** Bytes that it has now. */
  readonly size: number;
  /** Fewer bytes than asked for only at its end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface ScannedTrack {
  /** Bytes before the first piece: what a player must have before any of them. 0: not even those are whole. */
  readonly head: number;
  readonly pieces: readonly TrackPiece[];
  /** Bytes until the last whole piece ends; what follows is torn. */
  readonly whole: number;
}

/** Enough for any head that we write. */
const HEAD_AT_MOST = 4096;
/** As many samples of a fragment as are read at once; a second has fewer. */
const SAMPLES = 128;

/**
 * Finds the pieces of a track's file, as the recorder writes them, from a few bytes of each. The end may be torn
 * anywhere, or be zeros that a file system left there; the file may grow meanwhile.
 * @param known what an earlier scan of the same file found: the scan goes on from there
 */
export async function scanPieces(source: ByteSource, known?: ScannedTrack): Promise<ScannedTrack> {
  const start = await source.read(0, Math.min(HEAD_AT_MOST, source.size));
  const readPiece = isMp4(start) ? readFragment : readCluster;
  const head = isMp4(start) ? findMp4Head(start) : findWebmHead(start);
  if (head === undefined || head > source.size) return { head: 0, pieces: [], whole: 0 };
  const pieces = known === undefined || known.head === 0 ? [] : [...known.pieces];
  let whole = Math.max(head, known?.whole ?? 0);
  for (;;) {
    const piece = await readPiece(source, whole);
    if (piece === undefined || piece.offset + piece.size > source.size) return { head, pieces, whole };
    pieces.push(piece);
    whole += piece.size;
  }
}

async function readCluster(source: ByteSource, offset: number): Promise<TrackPiece | undefined> {
  const bytes = await source.read(offset, CLUSTER_HEAD);
  if (bytes.length < CLUSTER_HEAD) return undefined;
  const view = viewOf(bytes);
  const ours =
    view.getUint32(0) === 0x1f43b675 &&
    view.getUint32(4) === 0x01000000 &&
    view.getUint16(12) === 0xe784 &&
    view.getUint16(18) === 0xec85;
  if (!ours) return undefined;
  const from = view.getUint32(14);
  return { offset, size: view.getUint32(8) + 12, from, to: from + view.getUint32(20), key: bytes[24] === 1 };
}

async function readFragment(source: ByteSource, offset: number): Promise<TrackPiece | undefined> {
  let bytes = await source.read(offset, FRAGMENT_HEAD + 12 * SAMPLES);
  if (bytes.length < FRAGMENT_HEAD + 12) return undefined;
  let view = viewOf(bytes);
  if (view.getUint32(4) !== 0x6d6f6f66 || view.getUint32(52) !== 0x74666474) return undefined; // moof, tfdt
  const moof = view.getUint32(0);
  const samples = view.getUint32(80);
  if (moof !== FRAGMENT_HEAD + 12 * samples) return undefined;
  if (bytes.length < moof + 8) {
    bytes = await source.read(offset, moof + 8);
    if (bytes.length < moof + 8) return undefined;
    view = viewOf(bytes);
  }
  if (view.getUint32(moof + 4) !== 0x6d646174) return undefined; // mdat
  const from = view.getUint32(60) * 2 ** 32 + view.getUint32(64);
  let to = from;
  for (let at = FRAGMENT_HEAD; at < moof; at += 12) to += view.getUint32(at);
  const key = (view.getUint32(FRAGMENT_HEAD + 8) & 0x10000) === 0;
  return { offset, size: moof + view.getUint32(moof), from, to, key };
}

const isMp4 = (bytes: Uint8Array): boolean => bytes.length >= 8 && viewOf(bytes).getUint32(4) === 0x66747970; // ftyp

function findMp4Head(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  const moov = view.getUint32(0);
  if (moov + 8 > bytes.length || view.getUint32(moov + 4) !== 0x6d6f6f76) return undefined;
  return moov + view.getUint32(moov);
}

/** The EBML header, the segment's beginning, `Info` and `Tracks`, each with a size that is told in one or two bytes. */
function findWebmHead(bytes: Uint8Array): number | undefined {
  if (bytes.length < 64 || viewOf(bytes).getUint32(0) !== 0x1a45dfa3) return undefined;
  const after = (at: number): number => {
    const first = bytes[at + 4] ?? 0;
    return first >= 0x80 ? at + 5 + (first & 0x7f) : at + 6 + (first & 0x3f) * 256 + (bytes[at + 5] ?? 0);
  };
  const segment = after(0);
  const tracks = after(segment + 12);
  if (tracks + 8 > bytes.length || viewOf(bytes).getUint32(tracks) !== 0x1654ae6b) return undefined;
  return after(tracks);
}
