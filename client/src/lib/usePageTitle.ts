import { useEffect } from 'react';
import { useTranslation } from './useTranslation.ts';

/** The browser tab's title: the page, then the product. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const whole = t('pageTitle', { title });
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
