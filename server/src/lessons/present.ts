import type { Lesson, LessonSite, LessonStatus, ProposedMove } from '@pluriclasse/shared/api/lessons';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { canUndoCancel, undoCancelWithin } from '@pluriclasse/shared/domain/lessonChanges';
import { lessonPhase, lobbyBefore } from '@pluriclasse/shared/domain/lessonTime';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { classBrief } from '../db/briefs.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import type { LessonFacts } from './lessonFacts.repository.ts';
import type { LessonRow } from './lessons.repository.ts';

/** A lesson with the twinning whose schools meet in it. */
export interface LessonRecord {
  readonly row: LessonRow;
  readonly twinning: TwinningRecord;
}

type Standing = Pick<LessonRow, 'over' | 'agreed' | 'startsAt' | 'endsAt'>;

/** Where a lesson stands: what people decided, else what the hour makes of it. One that is not agreed never opens. */
export function statusOf({ over, agreed, startsAt, endsAt }: Standing, now: number): LessonStatus {
  if (over !== 'no') return over;
  const phase = lessonPhase({ startsAt, endsAt }, now);
  if (agreed === 'proposed') return now < endsAt ? 'scheduled' : 'ended';
  return phase === 'early' ? 'scheduled' : phase;
}

/** A lesson as this actor sees it. Who leads it, and what stands in its way, is the staff's business. */
export function present(
  { row, twinning }: LessonRecord,
  facts: LessonFacts,
  actor: Actor,
  here: readonly SchoolId[],
  now: number,
): Lesson {
  const { lessonId, twinningId, title, startsAt, endsAt, boardId, plan, seriesId, agreed, sequence, updatedAt } = row;
  const joint = jointOf(twinning);
  const status = statusOf(row, now);
  const running = status === 'scheduled' || status === 'open';
  const isStaff = actor.kind === 'staff';
  const plans = can(actor, 'lesson:schedule', joint);
  return {
    lessonId,
    twinningId,
    title,
    startsAt,
    endsAt,
    lobbyAt: startsAt - lobbyBefore,
    status,
    boardId,
    plan,
    participants: twinning.participants.map(({ school, classes }) => ({ school, classes: classes.map(classBrief) })),
    here: [...here],
    seriesId,
    agreed,
    sequence,
    updatedAt,
    sites: isStaff ? sitesOf({ row, twinning }, facts) : [],
    blocked: isStaff && row.blocked ? plainBlocked(row.blocked) : null,
    move: isStaff ? moveOf(row, facts) : null,
    cancelled: cancelledOf(row, isStaff),
    may: {
      join: status === 'open' && can(actor, 'lesson:join', joint),
      edit: running && plans,
      attendance: can(actor, 'lesson:attendance', joint),
      move: plans && isMovable(row, now),
      undoCancel:
        plans &&
        twinning.state !== 'ended' &&
        row.cancelledAt !== null &&
        canUndoCancel(row.cancelledAt, startsAt, now),
      arrange: status === 'scheduled' ? joint.schoolIds.filter((id) => arranges(actor, id)) : [],
    },
  };
}

/** What is not agreed yet is proposed anew; what has its lobby open stays. */
const isMovable = ({ over, agreed, blocked, startsAt }: LessonRow, now: number): boolean =>
  over === 'no' && startsAt - lobbyBefore > now && (agreed === 'confirmed' || blocked !== null);

const arranges = (actor: Actor, schoolId: SchoolId) => can(actor, 'lesson:arrange', { kind: 'school', schoolId });

function sitesOf({ row, twinning }: LessonRecord, facts: LessonFacts): LessonSite[] {
  return twinning.participants.map(({ school: { schoolId } }) => {
    const site = row.sites.find((one) => one.schoolId === schoolId);
    const named = (site?.staffIds ?? []).map((staffId) => ({ staffId, name: facts.staff.get(staffId) ?? '' }));
    const roomId = site?.roomId ?? null;
    return {
      schoolId,
      staff: named,
      room: roomId && { roomId, name: facts.rooms.get(roomId) ?? '' },
      periods: [...(site?.periods ?? [])],
      displaced: [...(site?.displaced ?? [])],
      watchOnly: site?.watchOnly ?? false,
    };
  });
}

const plainBlocked = ({ since, blockers, alternatives }: NonNullable<LessonRow['blocked']>) => {
  return { since, blockers: [...blockers], alternatives: [...alternatives] };
};

function moveOf({ lessonId }: LessonRow, facts: LessonFacts): ProposedMove | null {
  const found = facts.moves.get(lessonId);
  if (found === undefined) return null;
  const { startsAt, endsAt, staffId, proposedAt, waitsFor } = found;
  const name = staffId && facts.staff.get(staffId);
  return {
    startsAt,
    endsAt,
    by: staffId && name !== undefined && name !== null ? { staffId, name } : null,
    proposedAt,
    waitsFor: [...waitsFor],
  };
}

const cancelledOf = ({ over, cancelledAt, cancelReason }: LessonRow, isStaff: boolean) =>
  over === 'cancelled' && cancelledAt !== null
    ? { at: cancelledAt, reason: isStaff ? cancelReason : null, undoUntil: cancelledAt + undoCancelWithin }
    : null;
