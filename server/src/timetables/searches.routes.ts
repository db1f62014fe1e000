import * as api from '@pluriclasse/shared/api/planning';
import type { Serve } from '../http/serve.ts';
import type { Searches } from './searches.service.ts';

export function searchRoutes(serve: Serve, { searches }: { searches: Searches }): void {
  serve(api.startSearch, ({ actor, body }) => searches.start(actor, body));
  serve(api.readSearch, ({ actor, params, query }) => searches.read(actor, params.searchId, query.since));
  serve(api.stopSearch, ({ actor, params }) => searches.stop(actor, params.searchId));
}
