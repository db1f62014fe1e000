import * as api from '@pluriclasse/shared/api/twinnings';
import type { Asks } from '../asks/asks.service.ts';
import type { Serve } from '../http/serve.ts';
import { twinningLink } from '../people/invitationLink.ts';
import type { TwinningInvitations } from './invitations.service.ts';
import type { Offers } from './offers.service.ts';
import type { Overview } from './overview.service.ts';
import type { TwinningProposals } from './proposals.service.ts';
import type { Twinnings } from './twinnings.service.ts';

interface Services {
  readonly twinnings: Twinnings;
  readonly twinningProposals: TwinningProposals;
  readonly twinningInvitations: TwinningInvitations;
  readonly offers: Offers;
  readonly overview: Overview;
  readonly asks: Asks;
}

export function twinningRoutes(serve: Serve, services: Services): void {
  const { twinnings, twinningProposals, twinningInvitations, offers, overview, asks } = services;
  serve(api.listTwinnings, async ({ actor }) => ({ twinnings: await twinnings.list(actor) }));
  serve(api.readTwinning, async ({ actor, params: { twinningId } }) => ({
    ...(await twinnings.read(actor, twinningId)),
    asks: await asks.openOf(actor, [twinningId]),
  }));
  serve(api.createTwinning, ({ actor, body }) => twinnings.create(actor, body));
  serve(api.proposeTwinning, ({ actor, body }) => twinningProposals.propose(actor, body));
  serve(api.setTwinningState, ({ actor, params, body }) => twinnings.setState(actor, params.twinningId, body));

  serve(api.listOffers, async ({ actor }) => ({ offers: await offers.list(actor) }));
  serve(api.saveOffer, ({ actor, params, body }) => offers.save(actor, params.classGroupId, body));
  serve(api.deleteOffer, async ({ actor, params }) => {
    await offers.remove(actor, params.classGroupId);
    return {};
  });
  serve(api.findPartners, async ({ actor, params }) => ({
    matches: await offers.partners(actor, params.classGroupId),
  }));

  serve(api.listTwinningInvitations, async ({ actor }) => ({ invitations: await twinningInvitations.list(actor) }));
  serve(api.inviteSchool, async ({ actor, body, browser }) => {
    const { invitation, token } = await twinningInvitations.invite(actor, body);
    return { invitation, link: twinningLink(browser.origin, token) };
  });
  serve(api.withdrawTwinningInvitation, async ({ actor, params }) => {
    await twinningInvitations.withdraw(actor, params.invitationId);
    return {};
  });
  serve(api.readTwinningInvitation, async ({ actor, body, browser }) => ({
    invitation: await twinningInvitations.read(actor, body.token, browser.address),
  }));
  serve(api.acceptTwinningInvitation, ({ actor, body, browser }) =>
    twinningInvitations.accept(actor, body, browser.address),
  );

  serve(api.readOverview, ({ actor, query }) => overview.read(actor, query));
  serve(api.exportOverview, ({ actor, query }) => overview.table(actor, query));
}
