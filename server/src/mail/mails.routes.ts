import * as api from '@pluriclasse/shared/api/mails';
import type { Serve } from '../http/serve.ts';
import type { Mails } from './mails.service.ts';

export function mailRoutes(serve: Serve, { mails }: { mails: Mails }): void {
  serve(api.listMails, ({ actor, query }) => mails.list(actor, query.state));
  serve(api.sendMailAgain, ({ actor, params }) => mails.sendAgain(actor, params.mailId));
}
