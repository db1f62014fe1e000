import type { Lesson, LessonStatus } from '@pluriclasse/shared/api/lessons';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { lessonPhase, lobbyBefore } from '@pluriclasse/shared/domain/lessonTime';
import { can } from '@pluriclasse/shared/domain/permissions';
import type { SchoolId } from '@pluriclasse/shared/ids';
import { classBrief } from '../db/briefs.ts';
import { jointOf, type TwinningRecord } from '../twinnings/twinnings.service.ts';
import type { LessonRow } from './lessons.repository.ts';

/** A lesson with the twinning whose schools meet in it. */
export interface LessonRecord {
  readonly row: LessonRow;
  readonly twinning: TwinningRecord;
}

/** Where a lesson stands: what people decided, else what the hour makes of it. */
export function statusOf({ over, startsAt, endsAt }: LessonRow, now: number): LessonStatus {
  if (over !== 'no') return over;
  const phase = lessonPhase({ startsAt, endsAt }, now);
  return phase === 'early' ? 'scheduled' : phase;
}

/** A lesson as this actor sees it. */
export function present({ row, twinning }: LessonRecord, actor: Actor, here: readonly SchoolId[], now: number): Lesson {
  const { lessonId, twinningId, title, startsAt, endsAt, boardId, plan } = row;
  const joint = jointOf(twinning);
  const status = statusOf(row, now);
  const running = status === 'scheduled' || status === 'open';
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
    may: {
      join: status === 'open' && can(actor, 'lesson:join', joint),
      edit: running && can(actor, 'lesson:schedule', joint),
      attendance: can(actor, 'lesson:attendance', joint),
    },
  };
}
