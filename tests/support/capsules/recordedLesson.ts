import { PostgresBoardRepository } from '@pluriclasse/server/boards/PostgresBoardRepository';
import { RecordingBook } from '@pluriclasse/server/capsules/RecordingBook';
import { Database } from '@pluriclasse/server/db/Database';
import { classes, lessonId, lessonPlan, schools } from '@pluriclasse/server/live/testing/demoLesson';
import { createLog } from '@pluriclasse/server/log';
import { DiskRecordings } from '@pluriclasse/server/storage/DiskRecordings';
import type { TrackHeader } from '@pluriclasse/shared/capsule/track';
import { TrackId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../server/testDatabase.ts';

/** The model lesson's schools, classes and lesson in a real database, with a book and a folder for recordings. */
export class RecordedLesson {
  readonly database: Database;
  readonly recordings: DiskRecordings;
  readonly boards: PostgresBoardRepository;
  readonly folder: string;
  readonly #test: TestDatabase;

  private constructor(test: TestDatabase, database: Database, folder: string) {
    this.#test = test;
    this.database = database;
    this.folder = folder;
    this.recordings = new DiskRecordings(folder);
    this.boards = new PostgresBoardRepository(database.db);
  }

  static async create(now: number): Promise<RecordedLesson> {
    const test = await createTestDatabase();
    const database = await Database.create(test.url, createLog('silent'));
    const folder = await mkdtemp(path.join(os.tmpdir(), 'pluriclasse-recordings-'));
    const made = new RecordedLesson(test, database, folder);
    const { boardId } = lessonPlan(now);
    const twinningId = randomUUID();
    for (const [n, schoolId] of schools.entries()) {
      await made.query(
        `INSERT INTO schools (id, name, town, time_zone, language, recording_mode) VALUES ($1, $2, '', 'Europe/Rome', 'en', 'capsule')`,
        [schoolId, `School ${n + 1}`],
      );
      await made.query(`INSERT INTO class_groups (id, school_id, name, grades) VALUES ($1, $2, 'Class', '{3}')`, [
        classes[n],
        schoolId,
      ]);
    }
    await made.query(`INSERT INTO twinnings (id, name) VALUES ($1, 'T')`, [twinningId]);
    await made.query(
      `INSERT INTO lessons (id, twinning_id, title, starts_at, ends_at, board_id, plan)
       VALUES ($1, $2, 'Weather', to_timestamp($3), to_timestamp($3 + 2700), $4, '[]')`,
      [lessonId, twinningId, now / 1000, boardId],
    );
    return made;
  }

  /** As a server has it; a second one stands for the next server. */
  book(now: () => number): RecordingBook {
    return new RecordingBook({
      db: this.database.db,
      log: createLog('silent'),
      now,
      recordings: this.recordings,
      preparation: { soon: () => undefined },
    });
  }

  query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.#test.query<Row>(text, values);
  }

  /** Puts a track down as a node does, last written at `writtenAt`. */
  async plantTrack(recording: string, header: Partial<TrackHeader>, bytes: number, writtenAt: number): Promise<void> {
    const trackId = TrackId.parse(randomUUID());
    const full = { trackId, peerKey: 'a', source: 'microphone', rendition: 'only', codec: 'opus', epoch: 0, ...header };
    const folder = path.join(this.folder, recording);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${full.trackId}.json`), JSON.stringify(full));
    const file = path.join(folder, `${full.trackId}.webm`);
    await writeFile(file, Buffer.alloc(bytes));
    await utimes(file, writtenAt / 1000, writtenAt / 1000);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.#test.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
