import * as api from '@pluriclasse/shared/api/lessonMail';
import type { Serve } from '../http/serve.ts';
import type { LessonMailChoices } from './lessonMailChoices.service.ts';
import type { LessonReplies } from './lessonReplies.service.ts';

interface Services {
  readonly lessonReplies: LessonReplies;
  readonly lessonMailChoices: LessonMailChoices;
}

export function lessonMailRoutes(serve: Serve, { lessonReplies, lessonMailChoices }: Services): void {
  serve(api.listReplies, async ({ actor, params }) => ({ replies: await lessonReplies.list(actor, params.lessonId) }));
  serve(api.readLessonMail, ({ actor }) => lessonMailChoices.read(actor));
  serve(api.updateLessonMail, ({ actor, body }) => lessonMailChoices.update(actor, body));
}
