import type { Language } from '@pluriclasse/shared/domain/roles';
import { createInstance, type BackendModule, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, rememberLanguage } from './language.ts';

/** One chunk a language and feature, loaded when a page first asks for it. */
const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { import: 'default' });

const chunks: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (load === undefined) return done(new Error(`No words ${language}/${namespace}`), false);
    load().then(
      (words) => done(null, words),
      (error: unknown) => done(error instanceof Error ? error : new Error('Words could not be loaded'), false),
    );
  },
};

export const i18n: I18n = createInstance();

/** Loads the words that every page needs. Later words come with the page that uses them (react-i18next suspends it). */
export async function startI18n(): Promise<void> {
  const showLanguage = (language: string) => document.documentElement.setAttribute('lang', language);
  i18n.on('languageChanged', showLanguage);
  await i18n.use(chunks).use(initReactI18next).init({
    lng: firstLanguage(),
    supportedLngs: ['en', 'it'],
    fallbackLng: false,
    ns: ['common'],
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
}

/** Fetches a page's words while its code is still loading, so that it waits once. */
export function loadWords(...namespaces: string[]): Promise<void> {
  return i18n.loadNamespaces(namespaces);
}

/** Changes the language of all pages and remembers it here. */
export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  if (i18n.language !== language) await i18n.changeLanguage(language);
}
