/** RFC 6266: a name of ASCII for old programs, and the real one (RFC 8187). */
export function attachment(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w.() -]/g, '_');
  const real = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${real}`;
}
