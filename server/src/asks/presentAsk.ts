import type { Ask } from '@pluriclasse/shared/api/asks';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can, type AskSubject, type JointSubject } from '@pluriclasse/shared/domain/permissions';
import { schoolBrief } from '../db/briefs.ts';
import type { AskView } from './asks.repository.ts';

export const askSubject = (actor: Actor, { ask, headless }: Pick<AskView, 'ask' | 'headless'>): AskSubject => ({
  kind: 'ask',
  schoolId: ask.schoolId,
  step: ask.step,
  own: actor.kind === 'staff' && actor.staffId === ask.staffId,
  headless,
});

/** A question as this actor sees it. */
export function presentAsk(view: AskView, joint: JointSubject, actor: Actor): Ask {
  const { ask, school, title, person, askedBy, answeredBy, headless } = view;
  const {
    askId,
    kind,
    step,
    twinningId,
    seriesId,
    lessonId,
    askedAt,
    remindedAt,
    answer,
    answeredAt,
    reason,
    closedAt,
  } = ask;
  const open = answer === null && closedAt === null;
  return {
    askId,
    kind,
    step,
    twinningId,
    seriesId,
    lessonId,
    title,
    school: schoolBrief(school),
    person,
    headless,
    askedAt,
    askedBy,
    remindedAt,
    answer,
    answeredAt,
    answeredBy,
    reason,
    closedAt,
    may: {
      answer: open && can(actor, 'ask:answer', askSubject(actor, view)),
      remind: open && can(actor, 'ask:remind', joint),
    },
  };
}
