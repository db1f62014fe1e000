import type { LessonId } from '@pluriclasse/shared/ids';
import type { Db } from '../db/Database.ts';
import { findState, saveState } from './live.repository.ts';
import type { LessonStore, LiveLog } from './ports.ts';
import { StoredLesson } from './StoredLesson.ts';

/** Running lessons in Postgres. What an older server wrote and this one can't read counts as not there. */
export class PostgresLessonStore implements LessonStore {
  readonly #db: Db;
  readonly #log: LiveLog;

  constructor(db: Db, log: LiveLog) {
    this.#db = db;
    this.#log = log;
  }

  async load(lessonId: LessonId): Promise<StoredLesson | undefined> {
    const state = await findState(this.#db, lessonId);
    if (state === undefined) return undefined;
    const parsed = StoredLesson.safeParse(state);
    if (!parsed.success) this.#log.warn({ lessonId }, 'a stored lesson can not be read; it begins anew');
    return parsed.data;
  }

  save(lessonId: LessonId, stored: StoredLesson): Promise<void> {
    return saveState(this.#db, lessonId, stored);
  }
}
