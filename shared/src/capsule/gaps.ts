/** A piece of a text with gaps: words that are shown, or what may stand in a gap. */
export type GapPart = { readonly text: string } | { readonly accept: readonly string[] };

/** More gaps than this are no check any more. */
const MOST_GAPS = 8;

/**
 * Reads a text with gaps as a teacher writes it: `The [mill] is next to the [church|chapel].` Each pair of brackets is a
 * gap; `|` parts what is right there.
 *
 * @returns undefined when there is no gap, too many, an empty one, or a bracket without its other
 */
export function readGaps(text: string): GapPart[] | undefined {
  const parts: GapPart[] = [];
  let gaps = 0;
  for (const [at, piece] of text.split(/\[([^[\]]*)\]/).entries()) {
    if (at % 2 === 0) {
      if (/[[\]]/.test(piece)) return undefined;
      if (piece !== '') parts.push({ text: piece });
      continue;
    }
    const accept = piece.split('|').map((word) => word.trim());
    if (accept.includes('')) return undefined;
    gaps++;
    parts.push({ accept });
  }
  return gaps >= 1 && gaps <= MOST_GAPS ? parts : undefined;
}

/** What may stand in each gap, in order. */
export const acceptedIn = (text: string): (readonly string[])[] =>
  (readGaps(text) ?? []).flatMap((part) => ('accept' in part ? [part.accept] : []));
