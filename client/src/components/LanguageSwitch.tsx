import css from './LanguageSwitch.module.css';

export interface LanguageSwitchProps {
  label: string;
  languages: readonly { code: string; name: string }[];
  chosen: string;
  onChoose: (code: string) => void;
}

/** Each language by its own name, where one is not signed in yet. */
export function LanguageSwitch({ label, languages, chosen, onChoose }: LanguageSwitchProps) {
  return (
    <div role="group" aria-label={label} className={css.switch}>
      {languages.map(({ code, name }) => (
        <button key={code} type="button" lang={code} aria-pressed={code === chosen} onClick={() => onChoose(code)}>
          {name}
        </button>
      ))}
    </div>
  );
}
