import { ClassGroupId, StaffId, type LessonId, type RoomId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import type { TwinnedSchool, Twinnings } from '../twinnings/twinnings.service.ts';
import type { BusyTime } from './busyCalendar.ts';
import type { FeedLesson, FeedSite } from './FeedLesson.ts';
import * as repository from './feedLessons.repository.ts';
import type { LessonRow, LessonsOf } from './feedLessons.repository.ts';

/** Whose lessons are asked for; `teacher`: of a person, whether he or she teaches. */
interface LessonOwner {
  readonly of: 'staff' | 'class' | 'room' | 'school';
  readonly id: string;
  readonly school: { readonly schoolId: SchoolId } | undefined;
  readonly teacher: boolean;
}

interface Names {
  readonly staff: ReadonlyMap<StaffId, string>;
  readonly rooms: ReadonlyMap<RoomId, string>;
}

/** Lessons as calendars tell of them, for services that have decided who may know. */
export class FeedLessons {
  readonly #db: Db;
  readonly #twinnings: Twinnings;

  constructor(deps: { db: Db; twinnings: Twinnings }) {
    this.#db = deps.db;
    this.#twinnings = deps.twinnings;
  }

  /** Lessons of a calendar that end after `from`, by start. What was called off before `from` is forgotten. */
  async list(owner: LessonOwner, span: { from: number; to?: number }): Promise<FeedLesson[]> {
    const whose = lessonsOf(owner);
    if (whose === undefined) return [];
    const found = await this.#complete(await repository.listLessons(this.#db, whose, span), this.#db);
    return owner.of === 'room' ? found.filter((lesson) => isIn(lesson, owner.id)) : found;
  }

  /** Hours that lessons take, or may take. */
  async busy(owner: LessonOwner, span: { from: number; to: number }): Promise<BusyTime[]> {
    const found = await this.list(owner, span);
    return found
      .filter(({ status }) => status !== 'CANCELLED')
      .map(({ startsAt, endsAt, status }) => ({ from: startsAt, to: endsAt, tentative: status === 'TENTATIVE' }));
  }

  /** Lessons by id; those that are gone are left out. Pass a transaction to see what it has changed. */
  async find(ids: readonly LessonId[], db: Db = this.#db): Promise<ReadonlyMap<LessonId, FeedLesson>> {
    const found = await this.#complete(await repository.findLessons(db, ids), db);
    return new Map(found.map((lesson) => [lesson.lessonId, lesson]));
  }

  async #complete(rows: readonly LessonRow[], db: Db): Promise<FeedLesson[]> {
    const ids = rows.map(({ twinningId }) => twinningId);
    const twinnings = await this.#twinnings.find(ids, db);
    const sites = rows.flatMap((row) => row.sites);
    const classes = [...twinnings.values()].flatMap(({ participants }) => participants.flatMap((one) => one.classes));
    const roomIds = [...sites, ...classes].flatMap(({ roomId }) => roomId ?? []);
    const names: Names = {
      staff: await repository.staffNames(db, [...new Set(sites.flatMap(({ staffIds }) => staffIds))]),
      rooms: await repository.roomNames(db, [...new Set(roomIds)]),
    };
    return rows.flatMap((row) => {
      const twinning = twinnings.get(row.twinningId);
      if (twinning === undefined) return [];
      const { lessonId, title, startsAt, endsAt, sequence, updatedAt, plan } = row;
      return {
        lessonId,
        title,
        twinning: twinning.name,
        startsAt,
        endsAt,
        status: statusOf(row),
        sequence,
        updatedAt,
        plan,
        sites: twinning.participants.map((one) => siteOf(one, row, names)),
      };
    });
  }
}

/** Ids were found in the table that `of` names. */
function lessonsOf({ of, id, school, teacher }: LessonOwner): LessonsOf | undefined {
  switch (of) {
    case 'class':
      return { of: 'class', classGroupId: ClassGroupId.parse(id) };
    case 'staff':
      return { of: 'person', staffId: StaffId.parse(id), teachesAt: teacher ? school?.schoolId : undefined };
    case 'room':
    case 'school':
      return school && { of: 'school', schoolId: school.schoolId };
  }
}

const isIn = ({ sites }: FeedLesson, id: string) =>
  sites.some(({ rooms }) => rooms.some(({ roomId }) => roomId === id));

function statusOf({ over, agreed }: LessonRow): FeedLesson['status'] {
  if (over === 'cancelled') return 'CANCELLED';
  return agreed === 'proposed' ? 'TENTATIVE' : 'CONFIRMED';
}

function siteOf({ school, classes }: TwinnedSchool, { sites }: LessonRow, names: Names): FeedSite {
  const { schoolId, name, town, timeZone } = school;
  const site = sites.find((one) => one.schoolId === schoolId);
  const roomIds = site?.roomId ? [site.roomId] : classes.flatMap(({ roomId }) => roomId ?? []);
  return {
    schoolId,
    name,
    town,
    timeZone,
    classes: classes
      .filter(({ putAwayAt }) => putAwayAt === null)
      .map(({ classGroupId, name: className }) => ({ classGroupId, name: className })),
    rooms: [...new Set(roomIds)].flatMap((roomId) => {
      const roomName = names.rooms.get(roomId);
      return roomName === undefined ? [] : [{ roomId, name: roomName }];
    }),
    teachers: (site?.staffIds ?? []).flatMap((staffId) => {
      const teacher = names.staff.get(staffId);
      return teacher === undefined ? [] : [{ staffId, name: teacher }];
    }),
  };
}
