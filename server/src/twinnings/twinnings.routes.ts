import { createTwinning, listTwinnings } from '@pluriclasse/shared/api/twinnings';
import type { Serve } from '../http/serve.ts';
import type { Twinnings } from './twinnings.service.ts';

export function twinningRoutes(serve: Serve, { twinnings }: { twinnings: Twinnings }): void {
  serve(listTwinnings, async ({ actor }) => ({ twinnings: await twinnings.list(actor) }));
  serve(createTwinning, ({ actor, body }) => twinnings.create(actor, body));
}
