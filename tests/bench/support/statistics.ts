/** The value below which the share `p` (0–1) of the values lies, by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new Error('No values');
  return value;
}

/** The middle value; of an even count the mean of both middle ones, so that neither side's noise is preferred. */
export function median(values: readonly number[]): number {
  return (
    (percentile(values, 0.5) -
      percentile(
        values.map((value) => -value),
        0.5,
      )) /
    2
  );
}

/** One line of a bench's report. `goal` in words; `holds` is left out where there is none. */
export interface Figure {
  readonly name: string;
  /** Null where it could not be measured. */
  readonly value: number | null;
  readonly unit: string;
  readonly goal?: string;
  readonly holds?: boolean;
}

/** Prints the figures for people, then for machines as the last line. */
export function report(bench: string, figures: readonly Figure[]): void {
  for (const { name, value, unit, goal, holds } of figures) {
    const verdict = goal === undefined ? '' : `   (${goal}: ${holds === true ? 'holds' : 'does NOT hold'})`;
    console.log(`${name.padEnd(58)} ${show(value).padStart(8)} ${unit}${verdict}`);
  }
  console.log(JSON.stringify({ bench, figures }));
}

function show(value: number | null): string {
  if (value === null) return '–';
  return String(Math.abs(value) < 10 ? Math.round(value * 100) / 100 : Math.round(value * 10) / 10);
}
