import type { Subscription } from '@pluriclasse/shared/api/subscriptions';
import { useTranslation } from '../../../lib/useTranslation.ts';

/** How many closures and weekly hours a feed has brought, in words; of what it doesn't bring only what is there. */
export function useFeedFacts(): (feed: Subscription) => string[] {
  const { t } = useTranslation('imports');
  return ({ brings, closures, entries }) => [
    ...(closures > 0 || brings.includes('closures') ? [t('feeds.closures', { count: closures })] : []),
    // A calendar of holidays brings no lessons, although it might.
    ...(entries > 0 || !brings.includes('closures') ? [t('feeds.entries', { count: entries })] : []),
  ];
}
