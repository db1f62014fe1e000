import * as api from '@pluriclasse/shared/api/subscriptions';
import type { Serve } from '../http/serve.ts';
import type { Subscriptions } from './subscriptions.service.ts';

export function subscriptionRoutes(serve: Serve, { subscriptions }: { subscriptions: Subscriptions }): void {
  serve(api.listSubscriptions, async ({ actor, params }) => ({
    subscriptions: await subscriptions.list(actor, params.schoolId),
  }));
  serve(api.createSubscription, ({ actor, params, body }) => subscriptions.create(actor, params.schoolId, body));
  serve(api.updateSubscription, ({ actor, params, body }) => subscriptions.update(actor, params, body));
  serve(api.pollSubscription, ({ actor, params }) => subscriptions.poll(actor, params));
  serve(api.openFeedLessons, ({ actor, params }) => subscriptions.openLessons(actor, params));
  serve(api.deleteSubscription, async ({ actor, params, body }) => {
    await subscriptions.remove(actor, params, body);
    return {};
  });
}
