/** The letters of a school's mark: one, or two where schools of a lesson share the first. */
export function siteLetters(name: string, all: readonly string[]): string {
  const first = firstLetters(name, 1);
  const shared = all.filter((other) => firstLetters(other, 1) === first).length > 1;
  return shared ? firstLetters(name, 2) : first;
}

function firstLetters(name: string, count: number): string {
  const [first = '?', second = ''] = Array.from(name.trim());
  return first.toLocaleUpperCase() + (count > 1 ? second.toLocaleLowerCase() : '');
}
