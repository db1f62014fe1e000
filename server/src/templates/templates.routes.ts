import { applyTemplateToSeries } from '@pluriclasse/shared/api/series';
import * as api from '@pluriclasse/shared/api/templates';
import type { Serve } from '../http/serve.ts';
import type { Templates } from './templates.service.ts';

export function templateRoutes(serve: Serve, { templates }: { templates: Templates }): void {
  serve(api.listTemplates, async ({ actor }) => ({ templates: await templates.list(actor) }));
  serve(api.createTemplate, ({ actor, body }) => templates.create(actor, body));
  serve(api.updateTemplate, ({ actor, params, body }) => templates.update(actor, params.templateId, body));
  serve(api.deleteTemplate, async ({ actor, params }) => {
    await templates.remove(actor, params.templateId);
    return {};
  });
  serve(api.saveLessonAsTemplate, ({ actor, params, body }) => templates.keep(actor, params.lessonId, body));
  serve(applyTemplateToSeries, ({ actor, params, body }) => templates.applyToSeries(actor, params.seriesId, body));
}
