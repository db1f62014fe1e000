import * as api from '@pluriclasse/shared/api/capsules';
import type { Serve } from '../http/serve.ts';
import type { Capsules } from './capsules.service.ts';
import type { RecordingRulesService } from './rules.service.ts';

export function capsuleRoutes(
  serve: Serve,
  { capsules, recordingRules }: { capsules: Capsules; recordingRules: RecordingRulesService },
): void {
  serve(api.listCapsules, async ({ actor }) => ({ capsules: await capsules.list(actor) }));
  serve(api.readCapsule, ({ actor, params }) => capsules.read(actor, params.capsuleId));
  serve(api.readDraft, ({ actor, params }) => capsules.draft(actor, params.capsuleId));
  serve(api.saveEdit, ({ actor, params, body }) =>
    capsules.saveEdit(actor, params.capsuleId, body.revision, body.edit),
  );
  serve(api.renameCapsule, ({ actor, params, body }) => capsules.rename(actor, params.capsuleId, body.title));
  serve(api.publishCapsule, ({ actor, params, body }) => capsules.publish(actor, params.capsuleId, body.classGroupIds));
  serve(api.withdrawCapsule, ({ actor, params }) => capsules.withdraw(actor, params.capsuleId));
  serve(api.readViewings, async ({ actor, params }) => ({
    viewings: await capsules.viewings(actor, params.capsuleId),
  }));
  serve(api.readRecordingRules, ({ actor, params }) => recordingRules.read(actor, params.schoolId));
  serve(api.setRecordingRules, ({ actor, params, body }) => recordingRules.set(actor, params.schoolId, body));
}
