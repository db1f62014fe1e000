import { AppError } from '../errors.ts';

/** Reads what `ByteWriter` wrote. Every method throws `bad_request` rather than read beyond the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new AppError('bad_request', 'Bytes end too early');
    return value;
  }

  uint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 49) throw new AppError('bad_request', 'Number too large');
    }
  }

  int(): number {
    const value = this.uint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** The next `length` bytes, as a view on the same memory. */
  raw(length: number): Uint8Array {
    if (length > this.left) throw new AppError('bad_request', 'Bytes end too early');
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  block(): Uint8Array {
    return this.raw(this.uint());
  }

  ascii(longest = 64): string {
    const length = this.uint();
    if (length > longest) throw new AppError('bad_request', 'String too long');
    return String.fromCharCode(...this.raw(length));
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.left > 0) throw new AppError('bad_request', 'Bytes left over');
  }
}
