/** What tells names apart: letters and digits, without accents, case and the marks of ordinals: `1ª A` is `1A`. */
export function nameKey(name: string): string {
  return name
    .replace(/[ªº°]/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/^(classe|class|clase|clasa|klasa|cls|aula|room|salle|sala)\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

/** The one with that name; undefined when several could be meant. */
export function findByName<Id>(all: readonly Named<Id>[], name: string): Id | undefined {
  return only(all.filter((one) => nameKey(one.name) === nameKey(name)));
}

/** A person by the whole name, turned around, or by the surname alone, as timetables have it. */
export function findPerson<Id>(all: readonly Named<Id>[], name: string): Id | undefined {
  const wanted = wordsOf(name);
  const whole = all.filter((one) => sameWords(wordsOf(one.name), wanted));
  return only(whole) ?? only(all.filter((one) => wanted.length === 1 && wordsOf(one.name).at(-1) === wanted[0]));
}

const only = <Id>(found: readonly Named<Id>[]): Id | undefined => (found.length === 1 ? found[0]?.id : undefined);

const wordsOf = (name: string): string[] =>
  name
    .split(/[\s.,]+/)
    .map(nameKey)
    .filter((word) => word !== '');

const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().join(' ') === b.toSorted().join(' ');
