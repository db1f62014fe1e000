import * as api from '@pluriclasse/shared/api/imports';
import type { Serve } from '../http/serve.ts';
import type { Imports } from './imports.service.ts';

export function importRoutes(serve: Serve, { imports }: { imports: Imports }): void {
  serve(api.listImports, async ({ actor, params }) => ({ imports: await imports.list(actor, params.schoolId) }));
  serve(api.startImport, ({ actor, params, body }) => imports.start(actor, params.schoolId, body));
  serve(api.readImport, ({ actor, params }) => imports.read(actor, params));
  serve(api.chooseForImport, ({ actor, params, body }) => imports.choose(actor, params, body));
  serve(api.applyImport, ({ actor, params, body }) => imports.apply(actor, params, body));
  serve(api.undoImport, ({ actor, params }) => imports.undo(actor, params));
  serve(api.dropImport, async ({ actor, params }) => {
    await imports.drop(actor, params);
    return {};
  });
}
