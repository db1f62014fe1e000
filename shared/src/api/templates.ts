import * as z from 'zod/mini';
import { Plan } from '../domain/plan.ts';
import { LessonId, PlanTemplateId, SchoolId, StaffId } from '../ids.ts';
import { line } from '../text.ts';
import { Instant } from '../time.ts';
import { endpoint } from './http.ts';

/** A plan that is kept to be used again. */
export const PlanTemplate = z.object({
  templateId: PlanTemplateId,
  name: z.string(),
  plan: Plan,
  /** Whether teachers of twinned schools find it too; else only its owner does. */
  shared: z.boolean(),
  owner: z.object({ staffId: StaffId, name: z.string(), schoolId: z.nullable(SchoolId) }),
  updatedAt: Instant,
  mayEdit: z.boolean(),
});
export type PlanTemplate = z.infer<typeof PlanTemplate>;

export const templateParam = { templateId: PlanTemplateId };
const one = z.object(templateParam);

/** Own ones, and those that teachers of one's school and of schools twinned with it share. */
export const listTemplates = endpoint('GET', '/api/plan-templates', {
  reply: z.object({ templates: z.array(PlanTemplate) }),
});
const fields = { name: line(80), plan: Plan, shared: z.boolean() };
export const createTemplate = endpoint('POST', '/api/plan-templates', { body: z.object(fields), reply: PlanTemplate });
export const updateTemplate = endpoint('PATCH', '/api/plan-templates/:templateId', {
  params: one,
  body: z.partial(z.object(fields)),
  reply: PlanTemplate,
});
export const deleteTemplate = endpoint('DELETE', '/api/plan-templates/:templateId', { params: one });

const lesson = z.object({ lessonId: LessonId });
/** Keeps a lesson's plan as a template. */
export const saveLessonAsTemplate = endpoint('POST', '/api/lessons/:lessonId/template', {
  params: lesson,
  body: z.object({ name: line(80), shared: z.boolean() }),
  reply: PlanTemplate,
});
