import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import type { FeedError } from '@pluriclasse/shared/api/subscriptions';
import { ImportId, type StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import type { Notices } from '../notices/notices.service.ts';
import type { Staff } from '../people/staff.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { feedActor } from './feedActor.ts';
import type { Reading } from './formats/reading.ts';
import { deleteReadyOf, findReadyOf, insertImport, type ImportRow } from './imports.repository.ts';
import { applySteps } from './plan/applySteps.ts';
import { aheadOnly } from './plan/aheadOnly.ts';
import { lookAtLessons, type FeedLook } from './plan/lookAtLessons.ts';
import type { Made } from './plan/Plan.ts';
import type { Sight } from './plan/Sight.ts';
import { countSteps } from './present.ts';
import { readHabits } from './readHabits.ts';
import { lockSubscription, originOf, updateSubscription, type SubscriptionRow } from './subscriptions.repository.ts';

/** Lessons of one feed that come again: more is no timetable of a school. */
const MOST_LESSONS = 3000;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly timetables: Timetables;
  readonly notices: Notices;
  readonly staff: Staff;
}
export interface Asked {
  /** Who asked for it just now, and sees what came of it. */
  readonly by?: StaffId | undefined;
  /** Makes the dry run ready whatever was seen before. */
  readonly anew?: boolean | undefined;
}

/**
 * The weekly lessons of feeds. When they have changed, a dry run waits for somebody to look, with what was chosen last
 * time; for a feed that may take them over by itself, what touches its own lessons alone is applied at once.
 */
export class FeedLessons {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * @returns why they can't be taken over; nothing is changed then
   * @throws AppError `conflict` when the timetable moved on
   */
  async take(row: SubscriptionRow, read: Reading, sight: Sight, asked: Asked = {}): Promise<FeedError | undefined> {
    const { db } = this.#deps;
    const { subscriptionId, schoolId } = row;
    if (isTooLarge(read)) return 'too_large';
    const reading = aheadOnly({ ...read, closures: [] });
    const importId = newId(ImportId);
    const waiting = await findReadyOf(db, subscriptionId);
    const look = lookAtLessons({
      reading,
      sight,
      origin: originOf(subscriptionId),
      // What somebody began to choose holds while it waits.
      before: (!row.byItself && waiting?.choices) || row.lessonChoices,
      looked: row.lessonChoices,
      habits: await readHabits(db, schoolId),
      seed: importId,
      name: row.name,
    });
    if (look === undefined) {
      const has = sight.draft.entries.some(
        ({ origin, to }) => origin === originOf(subscriptionId) && (to === null || to >= toIsoDay(sight.today)),
      );
      if (!has) await this.#forget(row);
      return has ? (read.closures.length + read.lessons.length > 0 ? 'no_lessons' : 'empty') : undefined;
    }
    if (row.byItself && look.isSafe && asked.anew !== true) await this.#takeOver(row, look, sight, importId);
    else await this.#makeReady(row, look, { reading, importId, asked });
    return undefined;
  }

  /** What waits is what the timetable has already: nobody need look. */
  async #forget({ subscriptionId }: SubscriptionRow): Promise<void> {
    await this.#deps.db.transaction(async (tx) => {
      await deleteReadyOf(tx, subscriptionId);
      await updateSubscription(tx, subscriptionId, { lessonsTold: null });
    });
  }

  async #makeReady(
    row: SubscriptionRow,
    look: FeedLook,
    { reading, importId, asked }: { reading: Reading; importId: ImportId; asked: Asked },
  ): Promise<void> {
    const { db, log } = this.#deps;
    const { subscriptionId, schoolId } = row;
    if (asked.anew !== true && look.changes === 0 && look.newClasses === 0) return this.#forget(row);
    const { plan, choices, digest } = look;
    const isNew = await db.transaction(async (tx) => {
      const { lessonsTold } = await lockSubscription(tx, subscriptionId);
      // Told by an asking before, or by another at the same time: somebody may be looking at it.
      if (asked.anew !== true && digest === lessonsTold) return false;
      // Whoever looks at the dry run that waited finds it gone, and applies nothing that was not on the screen.
      await deleteReadyOf(tx, subscriptionId);
      const counts = countSteps(plan.steps, plan.same, plan.problems.count);
      await insertImport(tx, { ...this.#importOf(row, importId), state: 'ready', counts, choices, reading });
      await updateSubscription(tx, subscriptionId, { lessonsTold: digest });
      await this.#tell(tx, row, asked.by, {
        kind: 'feed-lessons',
        params: { name: row.name, count: look.changes },
        path: importPath(schoolId),
        dedupeKey: `feed-lessons:${subscriptionId}:${digest}`,
      });
      return true;
    });
    if (isNew) log.info({ schoolId, subscriptionId, importId, changes: look.changes }, 'feed lessons to look at');
  }

  async #takeOver(row: SubscriptionRow, look: FeedLook, sight: Sight, importId: ImportId): Promise<void> {
    const { log, now, timetables } = this.#deps;
    const { subscriptionId, schoolId } = row;
    const steps = look.own.map(({ key: _, leftOut: __, ...step }) => step);
    if (steps.length === 0) return this.#forget(row);
    const made: Made = { steps };
    await timetables.change(feedActor(row), schoolId, {
      revision: sight.revision,
      label: 'feed',
      edit: (draft) => applySteps(draft, steps),
      also: async (tx) => {
        await lockSubscription(tx, subscriptionId);
        await deleteReadyOf(tx, subscriptionId);
        const { same, problems } = look.plan;
        const counts = countSteps(look.own, same, problems.count);
        const row_ = this.#importOf(row, importId);
        await insertImport(tx, { ...row_, state: 'applied', appliedAt: now(), counts, choices: look.choices, made });
        await updateSubscription(tx, subscriptionId, { lastChangedAt: now(), lessonsTold: null });
        await this.#tell(tx, row, undefined, {
          kind: 'feed-lessons-taken',
          params: { name: row.name, count: steps.length },
          path: `${importPath(schoolId)}/${importId}`,
        });
      },
    });
    log.info({ schoolId, subscriptionId, importId, steps: steps.length }, 'feed lessons changed');
  }

  #importOf({ schoolId, subscriptionId, name }: SubscriptionRow, importId: ImportId) {
    return {
      importId,
      schoolId,
      subscriptionId,
      format: 'ical',
      fileNames: [name],
      createdBy: null,
      createdAt: this.#deps.now(),
      appliedAt: null,
      undoneAt: null,
      reading: null,
      made: null,
    } satisfies Partial<ImportRow>;
  }

  /** The school's heads, or the network's admins where it has none, and whoever follows the feed. In the product alone. */
  async #tell(
    tx: Db,
    { schoolId, createdBy }: SubscriptionRow,
    by: StaffId | undefined,
    telling: Parameters<Notices['tell']>[1],
  ): Promise<void> {
    const { notices, staff } = this.#deps;
    const heads = (await staff.headsOf([schoolId])).get(schoolId) ?? (await staff.withRole('admin'));
    const readers = [...heads, createdBy].filter((one) => one !== by);
    await notices.tell(readers, { ...telling, mail: false }, tx);
  }
}

/** Of a calendar that is cut off, what was not reached would seem to be gone. */
const isTooLarge = ({ lessons, problems }: Reading): boolean =>
  problems.some(({ code }) => code === 'too_many') ||
  lessons.filter(({ dates }) => (dates ?? []).length > 1).length > MOST_LESSONS;

/** The school is named, since an admin of the network may read it. */
const importPath = (schoolId: string): string => `/schools/${schoolId}/timetable/import`;
