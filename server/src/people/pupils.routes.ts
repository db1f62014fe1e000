import * as api from '@pluriclasse/shared/api/schools';
import { signInAtHome } from '@pluriclasse/shared/api/sessions';
import type { Serve } from '../http/serve.ts';
import type { HomeSignIn } from './homeSignIn.service.ts';
import type { Mirror } from './Mirror.ts';
import type { Pupils } from './pupils.service.ts';

interface Services {
  readonly pupils: Pupils;
  readonly homeSignIn: HomeSignIn;
  readonly mirror: Mirror;
}

export function pupilRoutes(serve: Serve, { pupils, homeSignIn, mirror }: Services): void {
  serve(api.listPupils, ({ actor, params }) => pupils.list(actor, params.classGroupId));
  serve(api.createPupil, ({ actor, params, body }) => pupils.create(actor, params.classGroupId, body));
  serve(api.updatePupil, ({ actor, params, body }) => pupils.update(actor, params.pupilId, body));
  serve(api.deletePupil, async ({ actor, params }) => {
    await pupils.delete(actor, params.pupilId);
    return {};
  });
  serve(api.resetPattern, ({ actor, params }) => pupils.resetPattern(actor, params.pupilId));
  serve(api.printHomeCode, ({ actor, params }) => pupils.printHomeCode(actor, params.pupilId));

  serve(signInAtHome, async ({ body, as, session, browser }) => {
    const from = { address: browser.address, session: as === 'home' ? session : undefined };
    const issued = await homeSignIn.byCode(body.code, from);
    browser.keep('home', issued);
    return mirror.me(issued.session.owner);
  });
}
