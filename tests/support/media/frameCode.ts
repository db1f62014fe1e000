/**
 * A number that can be read off a picture: cells of black and white on a 16 × 9 grid, each bit beside its complement,
 * closed by a checksum. A cell is 80 px wide at 1280 × 720 and 20 px at the lowest simulcast layer, so that it survives
 * a hard codec; a bit is read by comparing its two cells, so brightness does not matter.
 */
export const grid = { columns: 16, rows: 9, firstRow: 2, dataRows: 4 } as const;
export const cellCount = grid.columns * grid.dataRows;

export interface FrameNumber {
  /** Who sends, 0–255. */
  readonly seat: number;
  /** Number of the frame, 0–65535. */
  readonly frame: number;
}

/** The data cells row by row; true is white. */
export function encodeCells({ seat, frame }: FrameNumber): boolean[] {
  const bytes = [seat & 255, (frame >> 8) & 255, frame & 255];
  bytes.push(checksum(bytes));
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => ((byte >> shift) & 1) === 1));
  return bits.flatMap((bit) => [bit, !bit]);
}

/**
 * Reads the cells' brightness (0–255, row by row).
 * @returns undefined where no number is to be seen: wrong checksum, or cells too like each other.
 */
export function decodeCells(luma: readonly number[]): FrameNumber | undefined {
  if (luma.length !== cellCount) return undefined;
  const bytes = [0, 0, 0, 0];
  for (let bit = 0; bit < 32; bit++) {
    const difference = (luma[2 * bit] ?? 0) - (luma[2 * bit + 1] ?? 0);
    if (Math.abs(difference) < 40) return undefined;
    if (difference > 0) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (128 >> (bit & 7));
  }
  const [seat = 0, high = 0, low = 0, check = 0] = bytes;
  return check === checksum([seat, high, low]) ? { seat, frame: high * 256 + low } : undefined;
}

/** CRC-8 with polynomial 0x07 and start 0x5a, so that an all-black picture is no number. */
function checksum(bytes: readonly number[]): number {
  let crc = 0x5a;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : (crc << 1) & 255;
  }
  return crc;
}
