import * as api from '@pluriclasse/shared/api/planning';
import * as plans from '@pluriclasse/shared/api/plans';
import type { Serve } from '../http/serve.ts';
import type { Searches } from './searches.service.ts';

export function searchRoutes(serve: Serve, { searches }: { searches: Searches }): void {
  serve(api.startSearch, ({ actor, body }) => searches.start(actor, body));
  serve(api.readSearch, ({ actor, params, query }) => searches.read(actor, params.searchId, query.since));
  serve(api.stopSearch, ({ actor, params }) => searches.stop(actor, params.searchId));

  serve(plans.readPlan, ({ actor, params, query }) => searches.readPlan(actor, params.searchId, query.since));
  serve(plans.readSearchWishes, ({ actor, params }) => searches.readWishes(actor, params.searchId));
  serve(plans.readPlannedWish, ({ actor, params }) => searches.readWish(actor, params.searchId, params.wishId));
  serve(plans.swapPlannedHour, ({ actor, params }) => searches.swap(actor, params.searchId, params.wishId));
}
