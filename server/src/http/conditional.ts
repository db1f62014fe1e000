/** What tells a version of something from others: RFC 9110 §8.8. */
export interface Validators {
  /** With quotes, and `W/` where it is a weak one. */
  readonly etag: string;
  /** Whole seconds, in milliseconds. */
  readonly changedAt: number;
}

interface Asked {
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
}

/** Whether whoever asks has this version already (RFC 9110 §13.2.2): then the answer is 304. */
export function isKnown(asked: Asked, { etag, changedAt }: Validators): boolean {
  const tags = asked['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || opaqueTags(tags).includes(opaque(etag));
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return !Number.isNaN(since) && changedAt <= since;
}

const opaque = (tag: string) => tag.replace(/^W\//, '');
const opaqueTags = (list: string): string[] => list.match(/"[^"]*"/g) ?? [];
