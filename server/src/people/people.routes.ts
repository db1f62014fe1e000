import * as api from '@pluriclasse/shared/api/sessions';
import type { Serve } from '../http/serve.ts';
import type { Mirror } from './Mirror.ts';
import type { Sessions } from './Sessions.ts';
import type { SignIn } from './signIn.service.ts';

interface Services {
  readonly mirror: Mirror;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}

export function peopleRoutes(serve: Serve, { mirror, sessions, signIn }: Services): void {
  serve(api.readMe, async ({ session, as, browser }) => {
    // Pages ask this first: a device that is used every week stays paired for good.
    if (session) browser.prolong(as, sessions.maxAgeOf(session.owner));
    return mirror.me(session?.owner);
  });

  serve(api.updateMe, async ({ actor, body }) => mirror.update(actor, body));

  serve(api.signIn, async ({ body, as, session, browser }) => {
    const issued = await signIn.byPassword(body, {
      address: browser.address,
      session: as === 'staff' ? session : undefined,
    });
    browser.keep('staff', issued);
    return mirror.me(issued.session.owner);
  });

  serve(api.changePassword, async ({ body, session, browser }) => {
    browser.keep('staff', await signIn.changePassword(session, body));
    return {};
  });

  serve(api.signOut, async ({ as, session, browser }) => {
    if (session && session.owner.kind !== 'device') {
      await sessions.end(session);
      browser.forget(as);
    }
    return {};
  });
}
