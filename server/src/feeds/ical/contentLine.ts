/** A line of iCalendar (RFC 5545 §3.1) before it is folded. */
export interface ContentLine {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  /** As it stands in the file: texts are escaped already. */
  readonly value: string;
}

const LONGEST = 75;

/** A property whose value is a text (RFC 5545 §3.3.11). */
export const textLine = (name: string, text: string, params: Record<string, string> = {}): ContentLine => ({
  name,
  params,
  value: escapeText(text),
});

/** A property whose value needs no escaping: an address, a number, a word of the format. */
export const plainLine = (name: string, value: string, params: Record<string, string> = {}): ContentLine => ({
  name,
  params,
  value: withoutControls(value).replaceAll('\n', ''),
});

/** A property with an instant in UTC (RFC 5545 §3.3.5, form 2). */
export const timeLine = (name: string, instant: number): ContentLine => plainLine(name, utcTime(instant));

/** `20261124T090000Z`; seconds are rounded down. Years 0 to 9999. */
export const utcTime = (instant: number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** What may stand in a text: line ends as `\n`, commas and semicolons marked, nothing that the format forbids. */
export const escapeText = (text: string): string =>
  withoutControls(text)
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');

/** Line ends become one kind; other control characters (RFC 5545 §3.1, CONTROL) and halves of characters go. */
function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/** Quotes a parameter; what quotes can't hold is written as RFC 6868 says. */
function paramValue(value: string): string {
  const written = withoutControls(value).replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'");
  return /[;:,]/.test(written) ? `"${written}"` : written;
}

/** The line as it stands in the file, folded, with its line end. */
export function writeLine({ name, params, value }: ContentLine): string {
  const written = Object.entries(params).map(([key, one]) => `;${key}=${paramValue(one)}`);
  return fold(`${name}${written.join('')}:${value}`);
}

/** Octets of a character in UTF-8 (RFC 3629 §3). */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Folds at 75 octets (RFC 5545 §3.1), never within a character, so that each line by itself is UTF-8. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LONGEST) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].map((one) => `${one}\r\n`).join('');
}
