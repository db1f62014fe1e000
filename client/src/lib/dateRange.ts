/**
 * Two days as one range in the reader's language: 23–28 November 2026. CLDR writes Italian ranges with a day of two digits
 * ("01 set 2026 – 31 ago 2027") where single days have one, so the zero goes.
 */
export const dateRange = (format: Intl.DateTimeFormat, from: number, to: number): string =>
  format
    .formatRangeToParts(from, to)
    .map(({ type, value }) => (type === 'day' ? value.replace(/^0/, '') : value))
    .join('');
