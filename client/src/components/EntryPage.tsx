import type { ReactNode } from 'react';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Threshold } from './Threshold.tsx';
import { chooseLanguage } from '../lib/i18n.ts';
import { languages } from '../lib/language.ts';
import { usePageTitle } from '../lib/usePageTitle.ts';
import { useTranslation } from '../lib/useTranslation.ts';

/** A page before anyone is known: the threshold with a choice of language. */
export function EntryPage({ title, claim, children }: { title: string; claim: string; children: ReactNode }) {
  const { t, language: chosen } = useTranslation('common');
  usePageTitle(title);
  const choose = (code: string) => void chooseLanguage(languages.find((language) => language === code) ?? 'en');
  return (
    <Threshold
      product={t('product')}
      claim={claim}
      aside={
        <LanguageSwitch
          label={t('language')}
          languages={languages.map((code) => ({ code, name: t(`languages.${code}`) }))}
          chosen={chosen}
          onChoose={choose}
        />
      }
    >
      {children}
    </Threshold>
  );
}
