import * as api from '@pluriclasse/shared/api/notices';
import type { Serve } from '../http/serve.ts';
import type { Notices } from './notices.service.ts';

export function noticeRoutes(serve: Serve, { notices }: { notices: Notices }): void {
  serve(api.listNotices, ({ actor, query }) => notices.list(actor, query.before));
  serve(api.readNotices, async ({ actor, body }) => ({ unread: await notices.read(actor, body.noticeIds) }));
}
