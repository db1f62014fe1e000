/** Writes numbers and bytes one after the other; whole numbers as LEB128, as lib0 and so the y-websocket protocol do. */
export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  /** A whole number from 0 to 2^53 - 1. */
  uint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    return this.byte(rest);
  }

  /** A whole number of either sign, small ones in one byte (zigzag). */
  int(value: number): this {
    return this.uint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  raw(bytes: Uint8Array): this {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Bytes with their length before them. */
  block(bytes: Uint8Array): this {
    return this.uint(bytes.length).raw(bytes);
  }

  /** A string of ASCII letters with its length before it: ids and colours. */
  ascii(text: string): this {
    this.uint(text.length);
    for (let at = 0; at < text.length; at++) this.byte(text.charCodeAt(at) & 127);
    return this;
  }

  /** A copy of what was written. */
  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(by: number): void {
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + by));
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}
