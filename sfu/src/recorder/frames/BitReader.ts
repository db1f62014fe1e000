/** Reads a header bit by bit. Beyond its end all bits are 0, and `over` is true. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get over(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  /** A whole number of so many bits, at most 32. */
  read(bits: number): number {
    let value = 0;
    for (let n = 0; n < bits; n += 1) {
      const byte = this.#bytes[this.#at >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.read(1) === 1;
  }

  skip(bits: number): void {
    this.#at += bits;
  }

  /** ue(v) of H.264, 9.1; the same code is AV1's uvlc. */
  exponential(): number {
    let zeros = 0;
    while (!this.flag() && !this.over && zeros < 32) zeros += 1;
    return 2 ** zeros - 1 + this.read(zeros);
  }

  /** se(v) of H.264, 9.1.1. */
  signed(): number {
    const code = this.exponential();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}
