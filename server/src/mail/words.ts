import type { Language } from '@pluriclasse/shared/domain/roles';

type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;
/** Dotted keys; a plural's forms (`days_one`, `days_other`) are one key (`days`). */
export type WordKey<Tree> = WithoutPlural<Leaf<Tree>>;
export type WordValues = Readonly<Record<string, string | number>>;
/** Says a domain's words: fills `{{name}}`, and chooses a plural's form by `{{count}}`. */
export type Say<Tree> = (key: WordKey<Tree>, values?: WordValues) => string;

/** Dates follow British English: day before month, as the places we speak of do. */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/**
 * The words of e-mails: `createWords({ en, it })` with the files of `locales/`, which have the same keys, as the types
 * make sure.
 */
export function createWords<Tree extends object>(words: Readonly<Record<Language, Tree>>): (l: Language) => Say<Tree> {
  return (language) => {
    const plurals = new Intl.PluralRules(language);
    const numbers = new Intl.NumberFormat(localeOf(language));
    return (key, values = {}) => {
      const { count } = values;
      const form = typeof count === 'number' ? (plurals.select(count) === 'one' ? '_one' : '_other') : '';
      const found = find(words[language], key + form) ?? find(words[language], key);
      if (found === undefined) throw new Error(`No words for ${key} in ${language}`);
      return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`Nothing for {{${name}}} of ${key}`);
        return typeof value === 'number' ? numbers.format(value) : value;
      });
    };
  };
}

function find(tree: object, key: string): string | undefined {
  let here: unknown = tree;
  for (const part of key.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string, unknown>)[part]; // it is an object that has this key
  }
  return typeof here === 'string' ? here : undefined;
}
