import type { PicturePieces } from '@pluriclasse/shared/capsule/manifest';
import { AppError } from '@pluriclasse/shared/errors';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Recordings } from '../../storage/Recordings.ts';
import type { Contents } from './Contents.ts';
import type { DeliveryCache } from './DeliveryCache.ts';
import { fileNames } from './fileNames.ts';
import type { MediaParams } from './MediaLinks.ts';
import { isDelivered } from './picturePieces.ts';

/** Bytes from `from`, before `to`. */
export interface MediaRange {
  readonly from: number;
  readonly to: number;
}

/** A file that may be given, or parts of one. */
export interface DeliveredFile {
  readonly type: string;
  readonly bytes: number;
  /** Names these very bytes. */
  readonly etag: string;
  /** Undefined: every range may be had. */
  readonly may: ((range: MediaRange) => boolean) | undefined;
  /** @throws AppError `forbidden`, reason `link_old`, when it went meanwhile */
  readonly read: (range: MediaRange) => Promise<Readable>;
  /** The whole of it by gzip, where it is kept so. */
  readonly packed?: Pick<DeliveredFile, 'bytes' | 'etag' | 'read'>;
}

/** @throws AppError `not_found` for a file that this version does not have */
export async function findMedia(
  { cache, recordings }: { cache: DeliveryCache; recordings: Recordings },
  { voices, pictures, board, packedBoard }: Contents,
  { capsuleId, version, kind, trackId }: MediaParams,
): Promise<DeliveredFile> {
  const ofCache = (name: string, type: string, size: number): DeliveredFile => ({
    type,
    bytes: size,
    etag: `"${version}-${name}"`,
    may: undefined,
    read: (range) => readFrom(cache.pathOf(capsuleId, version, name), range, madeAnew),
  });
  if (kind === 'board' && trackId === 'board') {
    const packed = ofCache(fileNames.packedBoard, 'application/json', packedBoard);
    return { ...ofCache(fileNames.board, 'application/json', board), packed };
  }
  const voice = kind === 'voice' && voices.find((one) => one.trackId === trackId);
  if (voice) return ofCache(fileNames.voice(voice.trackId), 'audio/webm', voice.bytes);
  const files = pictures.flatMap(({ small, large }) => [...small, ...large]);
  const picture = kind === 'picture' && files.find((one) => one.trackId === trackId);
  if (!picture) throw new AppError('not_found', 'There is no such file');
  const end = lastByteOf(picture);
  return {
    type: picture.type.split(';')[0] ?? '',
    bytes: end,
    etag: `"${version}-${trackId}"`,
    may: (range) => isDelivered(range, picture),
    read: ({ from, to }) => Promise.resolve(recordings.read(capsuleId, picture, { start: from, end: to })),
  };
}

const madeAnew = () => new AppError('forbidden', 'It was made anew since', { reason: 'link_old' });

/** Opens before it answers. @param gone what is thrown when it is not there, which another server may see to at any time */
export async function readFrom(file: string, { from, to }: MediaRange, gone: () => AppError): Promise<Readable> {
  const handle = await open(file).catch((error: unknown) => {
    throw isMissing(error) ? gone() : error;
  });
  return handle.createReadStream({ start: from, end: to - 1 });
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Where the last piece ends: what lies behind it is nobody's business. */
const lastByteOf = ({ head, pieces }: Pick<PicturePieces, 'head' | 'pieces'>): number =>
  pieces.reduce((last, { offset, size }) => Math.max(last, offset + size), head);
