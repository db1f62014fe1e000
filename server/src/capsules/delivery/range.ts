import type { MediaRange } from './findMedia.ts';

/**
 * The one range that is asked for (RFC 9110 §14.2); `whole` when none is, or when it is put so that it may be ignored.
 * @param validator what `If-Range` would have to say
 */
export function rangeOf(
  { range, 'if-range': ifRange }: { readonly range?: string | undefined; readonly 'if-range'?: string | undefined },
  bytes: number,
  validator: string,
): MediaRange | 'whole' | 'unsatisfiable' {
  const asked = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/.exec(range ?? '');
  if (asked === null || (ifRange !== undefined && ifRange !== validator)) return 'whole';
  const [, first = '', last = ''] = asked;
  if (first === '') {
    if (last === '') return 'whole';
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'unsatisfiable' : { from: bytes - length, to: bytes };
  }
  if (last !== '' && Number(last) < Number(first)) return 'whole';
  if (Number(first) >= bytes) return 'unsatisfiable';
  return { from: Number(first), to: last === '' ? bytes : Math.min(Number(last) + 1, bytes) };
}
