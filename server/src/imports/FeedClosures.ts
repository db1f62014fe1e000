import type { ImportChoices } from '@pluriclasse/shared/api/imports';
import { toIsoDay } from '@pluriclasse/shared/calendar/days';
import { AppError } from '@pluriclasse/shared/errors';
import { ImportId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { Log } from '../log.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { feedActor } from './feedActor.ts';
import type { Reading } from './formats/reading.ts';
import { insertImport } from './imports.repository.ts';
import { applySteps } from './plan/applySteps.ts';
import { makePlan } from './plan/makePlan.ts';
import type { Sight } from './plan/Sight.ts';
import { countSteps } from './present.ts';
import { lockSubscription, originOf, updateSubscription, type SubscriptionRow } from './subscriptions.repository.ts';

/** Closures of one feed: more is no calendar of a school. */
const MOST_CLOSURES = 300;

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly timetables: Timetables;
}
/** The days of which a feed says everything. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Makes a school's closures of a feed what they are there. */
export class FeedClosures {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** @throws AppError `bad_request` with a reason for what is not taken over, `conflict` when the timetable moved on */
  async take(row: SubscriptionRow, read: Reading, sight: Sight, { from, to }: Span): Promise<void> {
    const { log, now, timetables } = this.#deps;
    const { schoolId, subscriptionId } = row;
    const origin = originOf(subscriptionId);
    const has = sight.draft.closures.some((closure) => closure.origin === origin);
    const isEmpty = read.closures.length === 0 && (read.lessons.length === 0 || !row.brings.includes('entries'));
    if (isEmpty && has) throw new AppError('bad_request', 'Empty at once', { reason: 'feed_empty' });
    if (read.closures.length > MOST_CLOSURES)
      throw new AppError('bad_request', 'Too large', { reason: 'file_too_large' });
    const importId = newId(ImportId);
    const choices = choicesOf(row);
    const plan = makePlan({
      reading: closuresOnly(read),
      choices,
      sight,
      seed: importId,
      fileNames: [row.name],
      mine: { source: 'feed', origin },
      covers: { from: toIsoDay(from), to: toIsoDay(to) },
    });
    const steps = plan.steps.map(({ key: _, leftOut: __, ...step }) => step);
    if (steps.length === 0) return;
    await timetables.change(feedActor(row), schoolId, {
      revision: sight.revision,
      label: 'feed',
      edit: (draft) => applySteps(draft, steps),
      also: async (tx) => {
        await lockSubscription(tx, subscriptionId);
        await updateSubscription(tx, subscriptionId, { lastChangedAt: now() });
        await insertImport(tx, {
          importId,
          schoolId,
          subscriptionId,
          format: 'ical',
          state: 'applied',
          fileNames: [row.name],
          createdBy: null,
          createdAt: now(),
          appliedAt: now(),
          undoneAt: null,
          counts: countSteps(plan.steps, plan.same, plan.problems.count),
          choices,
          reading: null,
          made: { steps },
        });
      },
    });
    log.info({ schoolId, subscriptionId, importId, steps: steps.length }, 'feed changed');
  }
}

const closuresOnly = (reading: Reading): Reading => ({ ...reading, lessons: [], problems: [], problemCount: 0 });

const choicesOf = ({ closureKind }: SubscriptionRow): ImportChoices => ({
  take: ['closures'],
  subdivisions: [],
  closureKind,
  from: null,
  to: null,
  replace: true,
  bells: { use: 'school' },
  weeks: [],
  classes: [],
  staff: [],
  rooms: [],
  columns: null,
  leaveOut: [],
});
