import * as api from '@pluriclasse/shared/api/asks';
import type { Serve } from '../http/serve.ts';
import type { Asks } from './asks.service.ts';

export function askRoutes(serve: Serve, { asks }: { asks: Asks }): void {
  serve(api.listAsks, ({ actor }) => asks.list(actor));
  serve(api.readAsk, ({ actor, params }) => asks.read(actor, params.askId));
  serve(api.answerAsk, ({ actor, params, body }) => asks.answer(actor, params.askId, body));
  serve(api.remindAsk, ({ actor, params }) => asks.remind(actor, params.askId));
}
