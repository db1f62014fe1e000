import type { SchoolBrief } from '@pluriclasse/shared/api/sessions';
import { useEffect } from 'react';
import { chooseLanguage } from '../../lib/i18n.ts';

/** A shared device speaks its school's language. */
export function useSchoolLanguage(school: SchoolBrief | undefined): void {
  const language = school?.language;
  useEffect(() => {
    if (language) void chooseLanguage(language);
  }, [language]);
}
