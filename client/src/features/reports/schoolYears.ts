/** A school year as a span of time, from 1 September to 31 August by UTC; a day's hours at its edges are holidays. */
export interface SchoolYearSpan {
  /** 2026/27 */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** The running school year and those before it, newest first. */
export function schoolYears(now: number, count: number): SchoolYearSpan[] {
  const date = new Date(now);
  const first = date.getUTCFullYear() - (date.getUTCMonth() < 8 ? 1 : 0);
  return Array.from({ length: count }, (_, n) => {
    const year = first - n;
    return {
      label: `${year}/${String((year + 1) % 100).padStart(2, '0')}`,
      from: Date.UTC(year, 8, 1),
      to: Date.UTC(year + 1, 8, 1),
    };
  });
}
