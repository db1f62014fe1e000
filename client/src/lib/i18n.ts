import type { Language } from '@pluriclasse/shared/domain/roles';
import { firstLanguage, rememberLanguage } from './language.ts';
import { translator, type Namespace, type Translate, type WordTree } from './translate.ts';

/** One chunk a language and feature, fetched when a page first asks for it. */
const files = import.meta.glob<WordTree>('../locales/*/*.json', { import: 'default' });

let language: Language = 'en';
const listeners = new Set<() => void>();
const wanted = new Set<Namespace>();
const loads = new Map<string, Promise<void>>();
/** What is loaded, by language and namespace. */
const translators = new Map<string, Translate<Namespace>>();

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

/** A namespace's words in the current language, or the promise of them. */
export function wordsNow<N extends Namespace>(namespace: N): Translate<N> | Promise<void> {
  // Kept under the namespace's own name, so it is of that namespace.
  const known = translators.get(`${language}/${namespace}`) as Translate<N> | undefined;
  return known ?? load(language, namespace);
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

function load(of: Language, namespace: Namespace): Promise<void> {
  wanted.add(namespace);
  const key = `${of}/${namespace}`;
  const running = loads.get(key);
  if (running !== undefined) return running;
  const loading = fetchWords(of, namespace);
  loads.set(key, loading);
  // A failed fetch may be tried again; who waits for this one hears of it.
  loading.catch(() => loads.delete(key));
  return loading;
}

async function fetchWords(of: Language, namespace: Namespace): Promise<void> {
  const words = await files[`../locales/${of}/${namespace}.json`]?.();
  translators.set(`${of}/${namespace}`, translator(words ?? {}, of));
}
