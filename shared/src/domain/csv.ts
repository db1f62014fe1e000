/**
 * A table as CSV (RFC 4180) for spreadsheets: with BOM, so that they read UTF-8, and CRLF. Texts that a spreadsheet
 * would compute as a formula get an apostrophe before them: names come from people.
 * @param separator what the reader's spreadsheet expects: `;` where the comma is the decimal sign
 */
export function toCsv(rows: readonly (readonly (string | number)[])[], separator: ',' | ';'): string {
  const decimal = separator === ';' ? ',' : '.';
  const cell = (value: string | number) =>
    typeof value === 'number' ? String(value).replace('.', decimal) : quoted(harmless(value), separator);
  // A number with a comma stands between semicolons, so it needs no quotes.
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`;
}

/** What Excel, LibreOffice and Google Sheets take for the beginning of a formula, also behind blanks. */
const harmless = (text: string): string => (/^\s*[=+\-@\t\r|%]/.test(text) ? `'${text}` : text);

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
