import { useEffect } from 'react';
import { useTranslation } from './useTranslation.ts';

/** The browser tab's title: the page, then the product; undefined where a part of the page knows it. */
export function usePageTitle(title: string | undefined): void {
  const { t } = useTranslation('common');
  const whole = title === undefined ? undefined : t('pageTitle', { title });
  useEffect(() => {
    if (whole !== undefined) document.title = whole;
  }, [whole]);
}
