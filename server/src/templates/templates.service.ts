import type { PlanTemplate } from '@pluriclasse/shared/api/templates';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type TemplateSubject } from '@pluriclasse/shared/domain/permissions';
import type { Plan } from '@pluriclasse/shared/domain/plan';
import { AppError } from '@pluriclasse/shared/errors';
import { PlanTemplateId, type LessonId, type SeriesId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import { checkPlan } from '../lessons/checks.ts';
import type { LessonEdits } from '../lessons/LessonEdits.ts';
import type { Lessons } from '../lessons/lessons.service.ts';
import { permit, requireSomebody, visible } from '../people/permit.ts';
import type { SeriesService } from '../series/series.service.ts';
import { isAhead } from '../series/SeriesEnding.ts';
import { jointOf, scopeOf } from '../twinnings/twinnings.service.ts';
import * as repository from './templates.repository.ts';
import type { TemplateRecord } from './templates.repository.ts';

interface Fields {
  readonly name: string;
  readonly plan: Plan;
  readonly shared: boolean;
}
type Change = { readonly [Field in keyof Fields]?: Fields[Field] | undefined };

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly lessons: Lessons;
  readonly edits: LessonEdits;
  readonly series: SeriesService;
}

/** Plans that are kept, used again, and shared between teachers of twinned schools. */
export class Templates {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Own ones, and what is shared at one's school and those twinned with it; a coordinator's: all that is shared. */
  async list(actor: Actor): Promise<PlanTemplate[]> {
    const { db } = this.#deps;
    requireSomebody(actor);
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff plan lessons');
    const network = actor.roles.includes('coordinator') && scopeOf(actor)?.of === 'network';
    const near = actor.schoolId ? await repository.schoolsNear(db, actor.schoolId) : [];
    const rows = await repository.listTemplates(db, actor.staffId, network ? 'all' : near);
    return rows.map((row) => asTemplate(row, actor));
  }

  async create(actor: Actor, fields: Fields): Promise<PlanTemplate> {
    const { db, now } = this.#deps;
    permit(actor, 'template:create', { kind: 'network' });
    if (actor.kind !== 'staff') throw new AppError('forbidden', 'Only staff plan lessons');
    checkPlan(fields.plan);
    const templateId = newId(PlanTemplateId);
    await repository.insertTemplate(db, { ...fields, templateId, staffId: actor.staffId, updatedAt: now() });
    return asTemplate(await this.#visible(actor, templateId), actor);
  }

  /** Keeps the plan of a lesson that the actor may read. */
  async keep(actor: Actor, lessonId: LessonId, fields: Omit<Fields, 'plan'>): Promise<PlanTemplate> {
    const { row } = await this.#deps.lessons.visible(actor, lessonId);
    return this.create(actor, { ...fields, plan: row.plan });
  }

  async update(actor: Actor, templateId: PlanTemplateId, change: Change): Promise<PlanTemplate> {
    const { db, now } = this.#deps;
    const { template } = await this.#own(actor, templateId);
    const { name = template.name, plan = template.plan, shared = template.shared } = change;
    checkPlan(plan);
    await repository.updateTemplate(db, templateId, { name, plan, shared, updatedAt: now() });
    return asTemplate(await this.#visible(actor, templateId), actor);
  }

  async remove(actor: Actor, templateId: PlanTemplateId): Promise<void> {
    await this.#own(actor, templateId);
    await repository.deleteTemplate(this.#deps.db, templateId);
  }

  /** Gives the coming lessons of a series the plan; those whose plan was changed by hand keep it unless `all`. */
  async applyToSeries(
    actor: Actor,
    seriesId: SeriesId,
    { templateId, all }: { templateId: PlanTemplateId; all: boolean },
  ): Promise<{ template: PlanTemplate; changed: number; kept: number }> {
    const { db, now, edits, series } = this.#deps;
    const { twinning } = await series.visible(actor, seriesId);
    permit(actor, 'lesson:schedule', jointOf(twinning));
    const found = await this.#visible(actor, templateId);
    const { plan } = found.template;
    const ahead = (await edits.ofSeries(seriesId)).filter((one) => isAhead(one, now()));
    const given = ahead.filter(({ ownPlan }) => all || !ownPlan);
    await db.transaction(async (tx) => {
      for (const { lessonId } of given) await edits.change(tx, lessonId, { plan, ownPlan: false });
    });
    edits.announce(given.map(({ lessonId }) => lessonId));
    return { template: asTemplate(found, actor), changed: given.length, kept: ahead.length - given.length };
  }

  async #own(actor: Actor, templateId: PlanTemplateId): Promise<TemplateRecord> {
    const found = await this.#visible(actor, templateId);
    permit(actor, 'template:edit', subjectOf(found, actor));
    return found;
  }

  async #visible(actor: Actor, templateId: PlanTemplateId): Promise<TemplateRecord> {
    const { db } = this.#deps;
    requireSomebody(actor);
    const record = await repository.findTemplate(db, templateId);
    const schoolId = record?.owner.schoolId;
    const near = schoolId ? await repository.schoolsNear(db, schoolId) : [];
    return visible(actor, 'template:read', record, (one) => ({ ...subjectOf(one, actor), schoolIds: near }));
  }
}

const subjectOf = ({ template, owner }: TemplateRecord, actor: Actor): TemplateSubject => ({
  kind: 'template',
  own: actor.kind === 'staff' && actor.staffId === template.staffId,
  shared: template.shared,
  schoolIds: owner.schoolId ? [owner.schoolId] : [],
});

function asTemplate(record: TemplateRecord, actor: Actor): PlanTemplate {
  const { templateId, name, plan, shared, staffId, updatedAt } = record.template;
  const mayEdit = can(actor, 'template:edit', subjectOf(record, actor));
  return { templateId, name, plan, shared, owner: { staffId, ...record.owner }, updatedAt, mayEdit };
}
