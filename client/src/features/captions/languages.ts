/** Languages in which lessons are held, or into which they are put. */
const usual = ['en', 'it', 'ro', 'fr', 'de', 'es', 'pt', 'pl', 'el'];

/** To choose from, by their names; one that a file brought is among them. */
export function languagesWith(chosen: string, shownIn: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([shownIn], { type: 'language' });
  const all = usual.includes(chosen) ? usual : [...usual, chosen];
  return all.map((value) => ({ value, label: nameOf(names, value) }));
}

function nameOf(names: Intl.DisplayNames, value: string): string {
  try {
    return names.of(value) ?? value;
  } catch {
    return value;
  }
}
