import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { toWall } from '@pluriclasse/shared/calendar/zones';
import type { StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import type { FeedLesson } from '../feeds/FeedLesson.ts';
import type { FeedLessons } from '../feeds/feedLessons.service.ts';
import type { Outbox } from '../mail/Outbox.ts';
import { listStarting } from './dueMail.repository.ts';
import * as repository from './lessonMail.repository.ts';
import type { ReaderRow } from './lessonMail.repository.ts';
import { reminderLetter } from './letters.ts';

const HOUR = 3_600_000;
/** Minutes since midnight from which on tomorrow's lessons are told: 16:00, when school is over. */
const FROM = 16 * 60;
/** From 16:00 on, a day has at most 33 hours to its next one's end (clocks are set back). */
const AHEAD = 34 * HOUR;

interface Deps {
  readonly db: Db;
  readonly now: Now;
  readonly lessons: FeedLessons;
  readonly outbox: Outbox;
  readonly origin: () => string;
  /** Whether a mail server is set: a reminder that waits for one would come too late. */
  readonly sends: boolean;
}

/** Reminds teachers, the day before, of the next day's lessons: by the clocks of their own school. */
export class LessonReminders {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Writes what is due, once to each for each day. After midnight it is too late. */
  async turn(signal?: AbortSignal): Promise<void> {
    const { db, now, lessons, outbox, origin, sends } = this.#deps;
    if (!sends) return;
    const found = await lessons.find(await listStarting(db, { from: now(), to: now() + AHEAD }));
    const coming = [...found.values()].sort((a, b) => a.startsAt - b.startsAt);
    for (const { reader, theirs } of await this.#byReader(coming)) {
      if (signal?.aborted) return;
      const zone = reader.timeZone ?? theirs[0]?.sites[0]?.timeZone ?? 'UTC';
      const { day, minute } = toWall(now(), zone);
      if (minute < FROM) continue;
      const [first, ...others] = theirs.filter(({ startsAt }) => toWall(startsAt, zone).day === day + 1);
      if (first === undefined) continue;
      await outbox.enqueue({
        to: { staffId: reader.staffId },
        kind: 'lesson-reminder',
        language: reader.language,
        ...reminderLetter([first, ...others], reader, origin()),
        dedupeKey: `lesson-reminder:${reader.staffId}:${toIsoDay(day + 1)}`,
      });
    }
  }

  /** Those who want to be reminded, and the lessons that they lead, or may be asked to. */
  async #byReader(coming: readonly FeedLesson[]): Promise<{ reader: ReaderRow; theirs: FeedLesson[] }[]> {
    const { db } = this.#deps;
    const sites = coming.flatMap((lesson) => lesson.sites.map((site) => ({ lesson, site })));
    const unnamed = sites.filter(({ site }) => site.teachers.length === 0);
    const named = await repository.findReaders(db, [
      ...new Set(sites.flatMap(({ site }) => site.teachers.map(({ staffId }) => staffId))),
    ]);
    const teachers = await repository.listTeachers(db, [...new Set(unnamed.map(({ site }) => site.schoolId))]);
    const readers = new Map<StaffId, ReaderRow>([...named, ...teachers].map((reader) => [reader.staffId, reader]));
    return [...readers.values()]
      .filter(({ reminders }) => reminders ?? true)
      .map((reader) => ({ reader, theirs: coming.filter((lesson) => concerns(lesson, reader, teachers)) }));
  }
}

function concerns({ sites }: FeedLesson, reader: ReaderRow, teachers: readonly ReaderRow[]): boolean {
  const teaches = teachers.some(({ staffId }) => staffId === reader.staffId);
  return sites.some(({ teachers: named, schoolId }) =>
    named.length > 0
      ? named.some(({ staffId }) => staffId === reader.staffId)
      : teaches && schoolId === reader.schoolId,
  );
}
