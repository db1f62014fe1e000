import type { Language } from '@pluriclasse/shared/domain/roles';
import { use, useSyncExternalStore } from 'react';
import { currentLanguage, onLanguage, words, wordsNow } from './i18n.ts';
import type { Namespace, Translate } from './translate.ts';

/** A feature's words, and the language they are in. Suspends until they are there. */
export function useTranslation<N extends Namespace = 'common'>(namespace?: N): { t: Translate<N>; language: Language } {
  const language = useSyncExternalStore(onLanguage, currentLanguage);
  const asked = namespace ?? ('common' as N); // the parameter's default
  // Used also when they are there: a component that waited is drawn anew from its beginning, and React counts on the same
  // promise being used again; without, the next hook is refused.
  use(words(asked));
  return { t: wordsNow(asked) as Translate<N>, language }; // what was promised is there
}
