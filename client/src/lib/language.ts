import type { Language } from '@pluriclasse/shared/domain/roles';

export const languages: readonly Language[] = ['en', 'it'];
const key = 'pluriclasse.language';

const isLanguage = (value: string | null | undefined): value is Language =>
  languages.some((language) => language === value);

/** The language a person chose on this browser, else the first of the browser's that we speak, else English. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(key);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** Remembers a choice on this browser, for the pages before one signs in. */
export function rememberLanguage(language: Language): void {
  localStorage.setItem(key, language);
}
