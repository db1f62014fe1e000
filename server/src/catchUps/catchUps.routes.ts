import * as api from '@pluriclasse/shared/api/catchUps';
import * as pages from '@pluriclasse/shared/api/ownPages';
import type { Serve } from '../http/serve.ts';
import type { CatchUpDesk } from './catchUpDesk.service.ts';
import type { CatchUps } from './catchUps.service.ts';
import type { OwnPages } from './ownPages.service.ts';

export function catchUpRoutes(
  serve: Serve,
  { catchUps, catchUpDesk, ownPages }: { catchUps: CatchUps; catchUpDesk: CatchUpDesk; ownPages: OwnPages },
): void {
  serve(api.listCatchUps, async ({ actor }) => ({ catchUps: await catchUps.list(actor) }));
  serve(api.readCatchUp, ({ actor, params }) => catchUps.read(actor, params.capsuleId));
  serve(api.sendCatchUpEvents, ({ actor, params, body }) => catchUps.take(actor, params.capsuleId, body));
  serve(api.readChecks, ({ actor, params }) => catchUpDesk.readChecks(actor, params.capsuleId));
  serve(api.saveChecks, ({ actor, params, body }) => catchUpDesk.saveChecks(actor, params.capsuleId, body));
  serve(api.followCatchUps, ({ actor, params }) => catchUpDesk.follow(actor, params.capsuleId));
  serve(api.markAbsent, ({ actor, params, body }) => catchUpDesk.mark(actor, params, body.missed));
  serve(pages.listOwnPages, async ({ actor, params }) => ({ pages: await ownPages.list(actor, params) }));
  serve(pages.syncOwnPage, ({ actor, params, body }) => ownPages.sync(actor, params, body));
  serve(pages.removeOwnPage, async ({ actor, params }) => {
    await ownPages.remove(actor, params);
    return {};
  });
  serve(pages.readOwnPage, ({ actor, params }) => ownPages.read(actor, params));
}
