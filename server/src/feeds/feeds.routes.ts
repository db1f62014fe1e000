import * as api from '@pluriclasse/shared/api/feeds';
import type { Serve } from '../http/serve.ts';
import type { Feeds } from './feeds.service.ts';

export function feedRoutes(serve: Serve, { feeds }: { feeds: Feeds }): void {
  serve(api.listFeeds, async ({ actor, params }) => ({ feeds: await feeds.list(actor, params) }));
  serve(api.makeFeed, async ({ actor, params, body, browser }) => {
    const { feed, token } = await feeds.make(actor, params, body.shows);
    return { feed, address: `${browser.origin}${api.calendarPath}${token}.${endings[body.shows]}` };
  });
  serve(api.revokeFeed, async ({ actor, params: { shows, ...whose } }) => {
    await feeds.revoke(actor, whose, shows);
    return {};
  });
}

/** RFC 5545 §8.1: calendars, and hours that are taken. */
const endings = { lessons: 'ics', busy: 'ifb' } as const;
