import type { OwnPage } from '@pluriclasse/shared/capsule/ownPage';
import { timeText } from '../../capsule/timeline.ts';
import { useTranslation } from '../../lib/useTranslation.ts';

/** A page is called after the chapter and the time that it was taken from. */
export function usePageName(): (page: Pick<OwnPage, 'title' | 'at'>) => string {
  const { t } = useTranslation('capsule');
  return ({ title, at }) =>
    title === '' ? t('ownPages.nameless', { time: timeText(at) }) : t('ownPages.name', { title, time: timeText(at) });
}
