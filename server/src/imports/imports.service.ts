import type { Import, ImportBrief, ImportChoices, ImportFormat, TextEncoding } from '@pluriclasse/shared/api/imports';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import { ImportId, type SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Db } from '../db/Database.ts';
import { newId } from '../db/newId.ts';
import type { RateLimits } from '../db/RateLimits.ts';
import type { Log } from '../log.ts';
import type { Classes } from '../schools/classes.service.ts';
import type { Schools } from '../schools/schools.service.ts';
import type { Timetables } from '../timetables/timetables.service.ts';
import { filesOf } from './filesOf.ts';
import { Problems } from './formats/Problems.ts';
import type { Reading } from './formats/reading.ts';
import * as repository from './imports.repository.ts';
import type { ImportRow } from './imports.repository.ts';
import { Maker } from './Maker.ts';
import { applySteps, undoSteps } from './plan/applySteps.ts';
import { withChoices } from './plan/habits.ts';
import { lessonsIn, makePlan, type Plan } from './plan/makePlan.ts';
import { planKey, type Made, type Step } from './plan/Plan.ts';
import type { Sight } from './plan/Sight.ts';
import { choicesToKeep, completeChoices, firstChoices, offersOf } from './plan/suggest.ts';
import { asPlanned, countSteps, presentBrief, presentImport } from './present.ts';
import type { Reader } from './Reader.ts';
import { readHabits } from './readHabits.ts';
import { Sights } from './Sights.ts';
import { nothingSeen, originOf, updateSubscription } from './subscriptions.repository.ts';

/** How long a dry run waits. */
const READY_FOR = 2 * 24 * 3_600_000;
/** Dry runs that a school has at once; the oldest gives way. */
const MOST_READY = 20;
/** Days worked out of rules that repeat, before and after today. */
const [DAYS_BEFORE, DAYS_AFTER] = [365, 730];

interface Deps {
  readonly db: Db;
  readonly log: Log;
  readonly now: Now;
  readonly limits: RateLimits;
  readonly timetables: Timetables;
  readonly schools: Schools;
  readonly classes: Classes;
  readonly reader: Reader;
}
export interface Upload {
  readonly format: ImportFormat | 'auto';
  readonly encoding?: TextEncoding | undefined;
  readonly files: readonly { readonly name: string; readonly content: string }[];
}
interface On {
  readonly schoolId: SchoolId;
  readonly importId: ImportId;
}
interface Found {
  readonly sight: Sight;
  readonly row: ImportRow;
  readonly author: string | null;
}

/** Takes over what schools have elsewhere: a dry run, choices, and one step that can be taken back. */
export class Imports {
  readonly #deps: Deps;
  readonly #sights: Sights;
  readonly #maker: Maker;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#sights = new Sights(deps);
    this.#maker = new Maker(deps);
  }

  async list(actor: Actor, schoolId: SchoolId): Promise<ImportBrief[]> {
    await this.#deps.timetables.requireEditor(actor, schoolId);
    return (await repository.listImports(this.#deps.db, schoolId)).map(presentBrief);
  }

  /** Reads files and keeps what is in them, not the files. @throws AppError `bad_request` with a reason; `too_many` */
  async start(actor: Actor, schoolId: SchoolId, upload: Upload): Promise<Import> {
    const { db, now, log, limits, reader } = this.#deps;
    const sight = await this.#sights.of(actor, schoolId);
    const createdBy = actor.kind === 'staff' ? actor.staffId : null;
    await limits.consume('import-staff', createdBy ?? schoolId);
    const files = filesOf(upload.files);
    const span = { from: sight.today - DAYS_BEFORE, to: sight.today + DAYS_AFTER };
    const options = { encoding: upload.encoding, timeZone: sight.calendar.timeZone, ...span };
    const reading = await reader.read({ asked: upload.format, files, options });
    await repository.deleteReadyBut(db, schoolId, MOST_READY - 1);
    const row: ImportRow = {
      importId: newId(ImportId),
      schoolId,
      subscriptionId: null,
      format: reading.format,
      state: 'ready',
      fileNames: files.map(({ name }) => name),
      createdBy,
      createdAt: now(),
      appliedAt: null,
      undoneAt: null,
      counts: { add: 0, change: 0, remove: 0, same: 0, problems: 0 },
      choices: firstChoices(reading, sight, await readHabits(db, schoolId)),
      reading,
      made: null,
    };
    const plan = planOf(row, sight);
    const counted = { ...row, counts: countsOf(plan) };
    await repository.insertImport(db, counted);
    log.info({ schoolId, importId: row.importId, format: row.format }, 'import read');
    return presentReady({ row: counted, author: await repository.findAuthor(db, createdBy), sight }, plan);
  }

  async read(actor: Actor, on: On): Promise<Import> {
    const found = await this.#find(actor, on);
    const { row, author, sight } = found;
    if (row.state === 'ready') return presentReady(found, planOf(row, sight));
    const steps = asPlanned((row.made as Made).steps); // what was applied has it
    const { choices } = row;
    return presentImport(row, author, { choices, offers: noOffers, problems: [], dropped: [], steps, sight });
  }

  /** Looks again with other choices. @throws AppError `conflict` for what waits no more */
  async choose(actor: Actor, on: On, choices: ImportChoices): Promise<Import> {
    const { sight, row, author } = await this.#find(actor, on);
    const reading = readingOf(row);
    // Other columns bring other names, which get choices of their own.
    const habits = await readHabits(this.#deps.db, on.schoolId);
    // A feed's closures come by themselves.
    const own = row.subscriptionId ? { ...choices, take: ['entries' as const] } : choices;
    const complete = completeChoices(own, reading, sight, habits);
    const plan = planOf({ ...row, choices: complete }, sight);
    const change = { choices: complete, counts: countsOf(plan) };
    await this.#update(this.#deps.db, row, change);
    return presentReady({ row: { ...row, ...change }, author, sight }, plan);
  }

  /**
   * Does what somebody has seen: `seen` is what the dry run said of itself.
   * @throws AppError `conflict`, also with reason `stale` when the timetable moved on or somebody chose otherwise;
   *   `forbidden` for new classes
   */
  async apply(actor: Actor, on: On, seen: Pick<Import, 'revision' | 'plan'>): Promise<Import> {
    const { db, now, log, timetables } = this.#deps;
    const { sight, row } = await this.#find(actor, on);
    const { table } = readingOf(row);
    const { revision } = seen;
    if (sight.revision !== revision) throw new AppError('conflict', 'The timetable has moved on', { reason: 'stale' });
    const plan = planOf(row, sight);
    if (planKey(plan.steps) !== seen.plan)
      throw new AppError('conflict', 'The choices are others', { reason: 'stale' });
    const steps = plan.steps.filter(({ leftOut }) => !leftOut).map(({ key: _, leftOut: __, ...step }): Step => step);
    if (steps.length === 0) throw new AppError('conflict', 'Nothing to apply', { reason: 'import_nothing' });
    const habits = withChoices(await readHabits(db, on.schoolId), row.choices, table, steps);
    const made: Made = { steps };
    await timetables.change(actor, on.schoolId, {
      revision,
      label: 'import',
      edit: (draft) => applySteps(draft, steps),
      first: (tx) => this.#maker.make(tx, actor, on.schoolId, steps),
      also: async (tx) => {
        const counts = countsOf(plan);
        const choices = withoutNames(row.choices);
        await this.#update(tx, row, { state: 'applied', appliedAt: now(), reading: null, choices, made, counts });
        await repository.putHabits(tx, on.schoolId, habits);
        if (row.subscriptionId) {
          const lessonChoices = choicesToKeep(row.choices, plan.steps);
          await updateSubscription(tx, row.subscriptionId, { lessonChoices, lessonsTold: null, lastChangedAt: now() });
        }
      },
    });
    log.info({ ...on, steps: steps.length }, 'import applied');
    return this.read(actor, on);
  }

  /** @throws AppError `conflict` with reason `import_edited` when something that it brought was changed since */
  async undo(actor: Actor, on: On): Promise<Import> {
    const { now, log, timetables } = this.#deps;
    const { sight, row } = await this.#find(actor, on);
    if (row.state !== 'applied') throw wrongState();
    const { steps } = row.made as Made; // `apply` wrote it
    const change = timetables.change(actor, on.schoolId, {
      revision: sight.revision,
      label: 'import-undone',
      edit: (draft) => undoSteps(draft, steps),
      also: async (tx) => {
        await this.#maker.unmake(tx, actor, on.schoolId, steps);
        await this.#update(tx, row, { state: 'undone', undoneAt: now() });
        // The feed would bring it again: closures until somebody says so, lessons until somebody looks.
        const rest = row.choices.take.includes('entries') ? { byItself: false } : { paused: true, ...nothingSeen };
        if (row.subscriptionId) await updateSubscription(tx, row.subscriptionId, rest);
      },
    });
    await change.catch((error: unknown) => {
      // What it would bring back refers to a class, teacher or room that is gone by now.
      const gone = error instanceof AppError && error.code === 'bad_request';
      throw gone ? new AppError('conflict', error.message, { reason: 'import_edited', cause: error }) : error;
    });
    log.info(on, 'import undone');
    return this.read(actor, on);
  }

  /** Forgets a dry run. @throws AppError `conflict` for what was applied */
  async drop(actor: Actor, on: On): Promise<void> {
    const { row } = await this.#find(actor, on);
    if (!(await repository.deleteReady(this.#deps.db, row.schoolId, row.importId))) throw wrongState();
  }

  /** Forgets dry runs that nobody applied. */
  async sweep(): Promise<void> {
    await repository.deleteOldReady(this.#deps.db, this.#deps.now() - READY_FOR);
  }

  async #find(actor: Actor, { schoolId, importId }: On): Promise<Found> {
    const sight = await this.#sights.of(actor, schoolId);
    const found = await repository.findImport(this.#deps.db, schoolId, importId);
    if (found === undefined) throw new AppError('not_found', 'No such import');
    return { sight, ...found };
  }

  /** Only if it is still in the state in which it was found. */
  async #update(db: Db, row: ImportRow, change: Partial<ImportRow>): Promise<void> {
    if (!(await repository.updateImport(db, row, change))) throw wrongState();
  }
}

const wrongState = () => new AppError('conflict', 'The import is in another state', { reason: 'import_state' });

function readingOf(row: ImportRow): Reading {
  if (row.state !== 'ready' || row.reading === null) throw wrongState();
  return row.reading as Reading; // `start` wrote it
}

function planOf(row: ImportRow, sight: Sight): Plan {
  const { choices, importId, fileNames, subscriptionId } = row;
  const given = { reading: readingOf(row), choices, sight, seed: importId, fileNames };
  return makePlan(subscriptionId ? { ...given, mine: { source: 'feed', origin: originOf(subscriptionId) } } : given);
}

/** Names of a file are kept no longer than the file's reading. */
const withoutNames = (choices: ImportChoices): ImportChoices => ({
  ...choices,
  weeks: [],
  classes: [],
  staff: [],
  rooms: [],
  leaveOut: [],
});

const countsOf = ({ steps, same, problems }: Plan) => countSteps(steps, same, problems.count);

const noOffers = { subdivisions: [], table: null, bells: null, weeks: [], classes: [], staff: [], rooms: [] };

function presentReady({ row, author, sight }: Found, { steps, problems }: Plan): Import {
  const { choices } = row;
  const reading = readingOf(row);
  const offers = offersOf(reading, lessonsIn(reading, choices.columns, sight, new Problems()), sight);
  const dropped = [...reading.dropped];
  return presentImport(row, author, { choices, offers, problems: problems.list, dropped, steps, sight });
}
