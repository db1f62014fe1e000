import { cleanName } from '../Problems.ts';

/** A language in two capitals, where a name in it begins: `IT Capodanno,EN New Year's Day`. Commas stand in names too. */
const language = /(?:^|,)\s*([A-Z]{2}) /g;

/** A cell with a name in several languages, by language in small letters; a name without one is under `''`. */
export function readNames(cell: string): Record<string, string> {
  const text = cell.trim();
  const starts = Array.from(text.matchAll(language));
  if (starts.length === 0 || starts[0]?.index !== 0) return named({}, '', text);
  const names: Record<string, string> = {};
  starts.forEach(({ 0: start, 1: code = '', index }, at) => {
    named(names, code.toLowerCase(), text.slice(index + start.length, starts[at + 1]?.index));
  });
  return names;
}

function named(names: Record<string, string>, code: string, text: string): Record<string, string> {
  const clean = cleanName(text, 120);
  // Romanian files have the cedilla letters of old keyboards; the language has a comma below (SR 13411).
  const name = code === 'ro' ? clean.replace(/[şţŞŢ]/g, (letter) => comma[letter] ?? letter) : clean;
  if (name !== '') names[code] ??= name;
  return names;
}

const comma: Readonly<Record<string, string>> = { ş: 'ș', ţ: 'ț', Ş: 'Ș', Ţ: 'Ț' };

/** The name in a language, else in the first one that the file has. */
export function nameIn(names: Readonly<Record<string, string>>, wanted: string): string {
  return names[wanted] ?? Object.values(names)[0] ?? '';
}
