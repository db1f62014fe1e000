import * as api from '@pluriclasse/shared/api/notices';
import type { Serve } from '../http/serve.ts';
import type { NoticeChoices } from './noticeChoices.service.ts';
import type { Notices } from './notices.service.ts';

interface Services {
  readonly notices: Notices;
  readonly noticeChoices: NoticeChoices;
}

export function noticeRoutes(serve: Serve, { notices, noticeChoices }: Services): void {
  serve(api.listNotices, ({ actor, query }) => notices.list(actor, query.before));
  serve(api.readNotices, async ({ actor, body }) => ({ unread: await notices.read(actor, body.noticeIds) }));
  serve(api.readNoticeSettings, async ({ actor }) => ({ topics: await noticeChoices.read(actor) }));
  serve(api.updateNoticeSettings, async ({ actor, body }) => ({ topics: await noticeChoices.update(actor, body) }));
}
