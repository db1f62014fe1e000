import type { Words } from '../locales/words.ts';

/** A namespace's words: texts, or groups of them. */
export interface WordTree {
  readonly [key: string]: string | WordTree;
}

type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

export type Namespace = keyof Words;
/** Dotted keys of a namespace; a plural's forms (`lessons_one`, `lessons_other`) are one key (`lessons`). */
export type WordKey<N extends Namespace> = WithoutPlural<Leaf<Words[N]>>;
/** What stands for `{{name}}`; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** Says a namespace's words in one language. */
export interface Translate<N extends Namespace> {
  (key: WordKey<N>, values?: Values): string;
  /** Whether there are words for a key that is only known at run time. */
  has(key: string): key is WordKey<N>;
}

/** Letters of scripts that run from right to left. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
/** A name that runs the other way keeps to itself (UAX #9, isolates): numbers and commas around it stay where they are. */
const isolate = (value: string): string => (rightToLeft.test(value) ? `\u2068${value}\u2069` : value);

/** @returns a function that fills `{{name}}` and chooses plural forms; an unknown key is said as it is. */
export function translator<N extends Namespace>(words: WordTree, language: string): Translate<N> {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const find = (key: string): string | undefined => {
    let here: string | WordTree | undefined = words;
    for (const part of key.split('.'))
      here = typeof here === 'object' && Object.hasOwn(here, part) ? here[part] : undefined;
    return typeof here === 'string' ? here : undefined;
  };
  const translate = (key: string, values: Values = {}): string => {
    const count = values['count'];
    const form =
      typeof count === 'number' ? find(`${key}_${plurals.select(count) === 'one' ? 'one' : 'other'}`) : undefined;
    return (form ?? find(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? numbers.format(value) : isolate(value ?? '');
    });
  };
  return Object.assign(translate, { has: (key: string): key is WordKey<N> => find(key) !== undefined });
}
