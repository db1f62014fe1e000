import * as api from '@pluriclasse/shared/api/schools';
import { acceptInvitation, readInvitation } from '@pluriclasse/shared/api/sessions';
import type { Serve } from '../http/serve.ts';
import type { Invitations } from './Invitations.ts';
import type { Leaving } from './leaving.service.ts';
import type { Mirror } from './Mirror.ts';
import type { Staff } from './staff.service.ts';
import { invitationLink } from './invitationLink.ts';

interface Services {
  readonly staff: Staff;
  readonly leaving: Leaving;
  readonly invitations: Invitations;
  readonly mirror: Mirror;
}

export function staffRoutes(serve: Serve, { staff, leaving, invitations, mirror }: Services): void {
  serve(api.listStaff, ({ actor, params }) => staff.list(actor, params.schoolId));
  serve(api.inviteStaff, async ({ actor, params, body, browser }) => {
    const { invitation, token } = await staff.invite(actor, params.schoolId, body);
    return { invitation, link: invitationLink(browser.origin, token) };
  });
  serve(api.withdrawInvitation, async ({ actor, params }) => {
    await staff.withdraw(actor, params.schoolId, params.invitationId);
    return {};
  });
  serve(api.inviteNewPassword, async ({ actor, params, browser }) => {
    const { token, expiresAt } = await staff.inviteNewPassword(actor, params.schoolId, params.staffId);
    return { link: invitationLink(browser.origin, token), expiresAt };
  });

  serve(api.removeStaff, async ({ actor, params }) => {
    await leaving.remove(actor, params.schoolId, params.staffId);
    return {};
  });
  serve(api.takeStaffBack, ({ actor, params }) => leaving.takeBack(actor, params.schoolId, params.staffId));

  serve(readInvitation, ({ body, browser }) => invitations.read(body.token, browser.address));
  serve(acceptInvitation, async ({ body, browser }) => {
    const issued = await invitations.accept(body, browser.address);
    browser.keep('staff', issued);
    return mirror.me(issued.session.owner);
  });
}
