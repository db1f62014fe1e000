import { useState } from 'react';
import { RadioCards } from '../../components/RadioCards.tsx';
import { useTranslation } from '../../lib/useTranslation.ts';
import { chooseTheme, themeChoice, themeChoices } from '../../lib/theme.ts';
import { ActParts } from './ActParts.tsx';
import { LessonParts } from './LessonParts.tsx';
import css from './parts.module.css';
import { PupilParts } from './PupilParts.tsx';
import { StateParts } from './StateParts.tsx';

/** Every component at once, for those who draw and build. Not shipped. */
export default function PartsPage() {
  const { t } = useTranslation('parts');
  const [theme, setTheme] = useState(themeChoice);
  return (
    <main className={css.parts}>
      <h1>{t('title')}</h1>
      <RadioCards
        row
        legend={t('theme')}
        cards={themeChoices.map((value) => ({ value, label: value }))}
        value={theme}
        onChange={(choice) => {
          chooseTheme(choice);
          setTheme(choice);
        }}
      />
      <ActParts />
      <StateParts />
      <LessonParts />
      <PupilParts />
    </main>
  );
}
