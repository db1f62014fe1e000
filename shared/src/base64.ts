/** Known to every browser and to Node; the types of either are not ours here. */
declare function atob(text: string): string;
declare function btoa(bytes: string): string;

/** Bytes as they travel in JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** @returns undefined for what is no base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    // Not Uint8Array.from: a full board has half a million of them, and an iterator makes each an object.
    for (let n = 0; n < bytes.length; n++) bytes[n] = letters.charCodeAt(n);
    return bytes;
  } catch {
    return undefined;
  }
}
