import type { CapsuleBrief, CapsuleDraft } from '@pluriclasse/shared/api/capsules';
import { lengthOf, normalise, type Stretch } from '@pluriclasse/shared/capsule/stretches';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { CapsuleRecord } from './capsules.repository.ts';
import type { CapsuleCue } from './cues.ts';
import { chaptersOf } from './delivery/chaptersOf.ts';
import type { PageTurn } from './delivery/pageMarks.ts';
import { keptOf } from './delivery/keptOf.ts';
import { subjectOf } from './subjectOf.ts';

/** When it was recorded, in milliseconds since the epoch. */
export const recordedOf = ({ stretches }: Pick<CapsuleRecord, 'stretches'>): Stretch[] =>
  normalise(stretches.map(({ from, to }) => ({ from, to })));

export function asBrief(record: CapsuleRecord, actor: Actor, now: number): CapsuleBrief {
  const { capsuleId, lessonId, title, epoch, state, sites, classes, bytes, expiresAt, gaps } = record;
  const subject = subjectOf(record, now)(actor);
  const expired = (state === 'recording' || state === 'ready') && !subject.there;
  return {
    capsuleId,
    lessonId,
    title,
    startsAt: epoch,
    duration: lengthOf(keptOf(record.stretches, record.edit)),
    state: expired ? 'expired' : state,
    sites: sites.map(({ schoolId, name, town, order }) => ({ schoolId, name, town, order })),
    classGroupIds: classes.map(({ classGroupId }) => classGroupId),
    bytes,
    expiresAt,
    hasGaps: gaps.length > 0,
    mayEdit: can(actor, 'capsule:edit', subject),
    mayWithdraw: subject.there && can(actor, 'capsule:withdraw', subject),
  };
}

export function asDraft(record: CapsuleRecord, cues: readonly CapsuleCue[], turns: readonly PageTurn[]): CapsuleDraft {
  const { revision, edit } = record;
  const recorded = recordedOf(record);
  return { revision, recorded, edit, chapters: chaptersOf(cues, edit, turns, recorded.at(-1)?.to ?? 0) };
}
