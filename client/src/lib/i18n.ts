import type { Language } from '@pluriclasse/shared/domain/roles';
import { firstLanguage, rememberLanguage } from './language.ts';
import { translator, type Namespace, type Translate, type WordTree } from './translate.ts';

/** One chunk a language and feature, fetched when a page first asks for it. */
const files = import.meta.glob<WordTree>('../locales/*/*.json', { import: 'default' });

let language: Language = 'en';
const listeners = new Set<() => void>();
const wanted = new Set<Namespace>();
/** What is loaded or on its way, by language and namespace. */
const loads = new Map<string, Loading>();

/**
 * Words on their way. React reads `status` and `value`, where a promise has them, without waiting, so that a page whose
 * words are there is drawn at once: https://react.dev/reference/react/use
 */
interface Loading extends Promise<Translate<Namespace>> {
  status?: 'fulfilled';
  value?: Translate<Namespace>;
}

/** Takes the browser's language and loads the words that every page needs. */
export async function startI18n(): Promise<void> {
  await changeLanguage(firstLanguage());
}

export function currentLanguage(): Language {
  return language;
}

/** Changes the language of all pages and remembers it on this browser. */
export async function chooseLanguage(chosen: Language): Promise<void> {
  rememberLanguage(chosen);
  if (chosen !== language) await changeLanguage(chosen);
}

/** Fetches words before they are shown; a page does it while its code is still on the way. */
export async function loadWords(...namespaces: Namespace[]): Promise<void> {
  await Promise.all(namespaces.map((namespace) => load(language, namespace)));
}

/** Ends when a namespace's words in the current language are there: the same promise whenever it is asked for. */
export function words(namespace: Namespace): Promise<unknown> {
  return load(language, namespace);
}

/** A namespace's words, if they are there; begins to fetch them otherwise. */
export function wordsNow<N extends Namespace>(namespace: N): Translate<N> | undefined {
  // Kept under the namespace's own name, so it is of that namespace.
  return load(language, namespace).value as Translate<N> | undefined;
}

/** Told when the language has changed and its words are there. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function changeLanguage(next: Language): Promise<void> {
  wanted.add('common');
  await Promise.all([...wanted].map((namespace) => load(next, namespace)));
  language = next;
  document.documentElement.setAttribute('lang', next);
  for (const listener of listeners) listener();
}

function load(of: Language, namespace: Namespace): Loading {
  wanted.add(namespace);
  const key = `${of}/${namespace}`;
  const running = loads.get(key);
  if (running !== undefined) return running;
  const loading: Loading = fetchWords(of, namespace);
  loads.set(key, loading);
  loading.then(
    (value) => Object.assign(loading, { status: 'fulfilled', value }),
    // A failed fetch may be tried again; who waits for this one hears of it.
    () => loads.delete(key),
  );
  return loading;
}

async function fetchWords(of: Language, namespace: Namespace): Promise<Translate<Namespace>> {
  return translator((await files[`../locales/${of}/${namespace}.json`]?.()) ?? {}, of);
}
