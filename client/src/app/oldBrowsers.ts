/**
 * Copies that sort and turn arrays came to Chrome with 110 and to Safari with 16.4; tablets stay at 109. What else newer
 * browsers have is not used, see `target` in vite.config.ts.
 */
const late: { readonly [name: string]: (this: unknown[], order?: (a: unknown, b: unknown) => number) => unknown[] } = {
  toSorted(order) {
    return [...this].sort(order);
  },
  toReversed() {
    return [...this].reverse();
  },
};
for (const [name, value] of Object.entries(late)) {
  if (!(name in Array.prototype))
    Object.defineProperty(Array.prototype, name, { value, writable: true, configurable: true });
}
