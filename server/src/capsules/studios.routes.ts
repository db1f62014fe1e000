import { openStudio } from '@pluriclasse/shared/api/capsules';
import type { Serve } from '../http/serve.ts';
import type { Studios } from './studios.service.ts';

export function studioRoutes(serve: Serve, { studios }: { studios: Studios }): void {
  serve(openStudio, async ({ actor, body }) => ({ lessonId: await studios.open(actor, body.title) }));
}
