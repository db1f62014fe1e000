export const themeChoices = ['system', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
const key = 'pluriclasse.theme';

/** The person's choice on this browser; `system` follows the system's wish. */
export function themeChoice(): ThemeChoice {
  const chosen = localStorage.getItem(key);
  return themeChoices.find((choice) => choice === chosen) ?? 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(key);
  else localStorage.setItem(key, choice);
  applyTheme();
}

/** Writes the theme onto the page; tokens.css does the rest. */
export function applyTheme(): void {
  const choice = themeChoice();
  document.documentElement.dataset['theme'] = choice === 'system' ? systemTheme() : choice;
}

/** Follows the system's wish for as long as the page lives. */
export function followSystemTheme(): void {
  applyTheme();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', applyTheme);
  }
}

function systemTheme(): Exclude<ThemeChoice, 'system'> {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
