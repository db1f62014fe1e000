import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { can } from '@pluriclasse/shared/domain/permissions';
import { AppError } from '@pluriclasse/shared/errors';
import type { LessonId, SchoolId, StaffId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import type { Bus } from '../bus/Bus.ts';
import type { Db } from '../db/Database.ts';
import type { Log } from '../log.ts';
import { permit, visible } from '../people/permit.ts';
import { TimetableChanged, timetableChanged } from './announcement.ts';
import { calendarOf } from './calendarOf.ts';
import * as facts from './calendars.repository.ts';
import { checkChange } from './checkDraft.ts';
import { chooseStep } from './chooseStep.ts';
import { collect, references } from './collect.ts';
import { applyDelta, difference, partsOf, withoutLost, type Delta, type Draft, type Part } from './draft.ts';
import { draftsOf } from './draftsOf.ts';
import { presentTimetable, withoutReasons } from './present.ts';
import { mayMake, memberSubject, permitChange, schoolSubject } from './rights.ts';
import * as repository from './timetables.repository.ts';

export type { Draft, DraftAbsence, DraftAvailability, DraftClosure, DraftEntry, DraftYear, Part } from './draft.ts';

/** Bookings are told of lessons that ended since so long ago, in milliseconds. */
export const BOOKED_SINCE = 7 * 24 * 3_600_000;

interface Deps {
  readonly db: Db;
  readonly bus: Bus;
  readonly log: Log;
  readonly now: Now;
}

export type CalendarOfSchool = SchoolCalendar & { readonly schoolId: SchoolId };
/** Of several schools, at one moment. */
export interface Calendars {
  readonly calendars: readonly CalendarOfSchool[];
  readonly revisions: ReadonlyMap<SchoolId, number>;
}

/** What a change came to; with nothing to change the revision stays. */
export interface Changed {
  readonly revision: number;
  readonly what: readonly Part[];
}
/** One change: on which revision, called what, and how the new timetable is made of the old. */
export interface Change {
  readonly revision: number;
  /** For those who look into the history, such as `import`. */
  readonly label: string;
  readonly edit: (draft: Draft) => Draft;
  /** Makes, in the same transaction, what the new timetable refers to: classes, rooms. */
  readonly first?: (tx: Db) => Promise<void>;
  /** Writes more in the same transaction: it comes with the change or not at all. */
  readonly also?: (tx: Db, changed: Changed) => Promise<void>;
}

/** What is known of schools' time: read whole, and changed whole, one change after the other. */
export class Timetables {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Why somebody is away is told only to those who may say so. @throws AppError `not_found` */
  async read(actor: Actor, schoolId: SchoolId): Promise<Timetable> {
    await this.#visible(actor, schoolId);
    const bookings = { after: this.#deps.now() - BOOKED_SINCE, without: [] };
    const [found, names] = await this.#atOneMoment(async (tx) => {
      const [one] = await collect(tx, [schoolId], bookings);
      if (one === undefined) throw new AppError('not_found', 'No such school');
      const vouchers = one.draft.closures.flatMap(({ confirmedBy }) => confirmedBy ?? []);
      return [one, await facts.listNames(tx, vouchers)] as const;
    });
    return presentTimetable(actor, found, new Map(names.map(({ staffId, name }) => [staffId, name])));
  }

  /**
   * For other services, which decide themselves what they give away: all that is known of schools, with the bookings of
   * their lessons but those `without`. Nobody's reason to be away is in it. Unknown schools are left out.
   */
  async calendars(schoolIds: readonly SchoolId[], without: readonly LessonId[] = []): Promise<Calendars> {
    const bookings = { after: this.#deps.now() - BOOKED_SINCE, without };
    const found = await this.#atOneMoment((tx) => collect(tx, [...new Set(schoolIds)], bookings));
    return {
      calendars: found.map((one) => withoutReasons(calendarOf(one.facts, one.draft), () => false)),
      revisions: new Map(found.map(({ facts: { school }, revision }) => [school.schoolId, revision])),
    };
  }

  /** @throws AppError `not_found` for those who may not even read it, `forbidden` */
  async requireEditor(actor: Actor, schoolId: SchoolId): Promise<void> {
    await this.#visible(actor, schoolId);
    permit(actor, 'timetable:edit', schoolSubject(schoolId));
  }

  /** Of a member's own hours. @throws AppError `not_found` also when nobody of that id works there; `forbidden` */
  async requireEditorOf(actor: Actor, schoolId: SchoolId, staffId: StaffId): Promise<void> {
    await this.#visible(actor, schoolId);
    const staff = await facts.listStaff(this.#deps.db, [schoolId]);
    const member = staff.find((one) => one.staffId === staffId && one.leftAt === null);
    if (member === undefined) throw new AppError('not_found', 'Nobody of that id works there');
    permit(actor, 'availability:edit', memberSubject(actor, schoolId, member));
  }

  /** Members whose hours the actor may change. @throws AppError `not_found` */
  async editableStaff(actor: Actor, schoolId: SchoolId): Promise<ReadonlySet<string>> {
    await this.#visible(actor, schoolId);
    const staff = await facts.listStaff(this.#deps.db, [schoolId]);
    const may = (one: facts.StaffFact) => can(actor, 'availability:edit', memberSubject(actor, schoolId, one));
    return new Set(staff.filter((one) => one.leftAt === null && may(one)).map(({ staffId }) => staffId));
  }

  /** What is stored, as `change` gives it to `edit`: for a look at what a change would come to. */
  async draft(actor: Actor, schoolId: SchoolId): Promise<{ revision: number; draft: Draft }> {
    await this.requireEditor(actor, schoolId);
    return this.#atOneMoment((tx) => stored(tx, schoolId));
  }

  /**
   * The one way to change a timetable, all or nothing: what it touches must be permitted, what it puts in must hold. It
   * is one step that can be taken back, and is told to all servers.
   * @throws AppError `conflict` with reason `stale` when the timetable has moved on; `bad_request` with a reason
   */
  async change(actor: Actor, schoolId: SchoolId, { revision, label, edit, first, also }: Change): Promise<Changed> {
    await this.#visible(actor, schoolId);
    const changed = await this.#deps.db.transaction(async (tx) => {
      await lock(tx, schoolId, revision);
      const { draft: before } = await stored(tx, schoolId);
      const after = edit(before);
      await first?.(tx);
      const delta = difference(before, after);
      const what = partsOf(delta);
      const next = { revision: what.length > 0 ? revision + 1 : revision, what };
      if (what.length > 0) {
        const staff = await facts.listStaff(tx, [schoolId]);
        permitChange(actor, { schoolId, staff, absences: before.absences }, delta);
        checkChange(after, delta, await references(tx, schoolId));
        await repository.writeDelta(tx, schoolId, delta);
        await repository.setRevision(tx, schoolId, next.revision);
        await repository.addStep(tx, schoolId, this.#step(actor, next.revision, label, difference(after, before)));
      }
      await also?.(tx, next);
      return next;
    });
    this.#announce(schoolId, changed, label);
    return changed;
  }

  /** Gives a school of which nothing is known its first timetable; there is nothing to take back then. For the demo. */
  async begin(schoolId: SchoolId, draft: Draft): Promise<void> {
    await this.#deps.db.transaction(async (tx) => {
      const year = await repository.lockYear(tx, schoolId);
      if (year.revision > 0) return;
      const { draft: empty } = await stored(tx, schoolId);
      const delta = difference(empty, draft);
      checkChange(draft, delta, await references(tx, schoolId));
      await repository.writeDelta(tx, schoolId, delta);
      await repository.setRevision(tx, schoolId, 1);
    });
  }

  /**
   * Takes back the last change that the actor may take back, or the one that made the revision `step`, as long as
   * nothing that came later touched the same. What imports and feeds brought is theirs to take back.
   * @throws AppError `conflict` with reason `stale`, `nothing`, `changed_since` or `import_step`
   */
  async undo(actor: Actor, schoolId: SchoolId, revision: number, step?: number): Promise<Changed> {
    await this.#visible(actor, schoolId);
    const changed = await this.#deps.db.transaction(async (tx) => {
      await lock(tx, schoolId, revision);
      const { draft: before } = await stored(tx, schoolId);
      const on = { schoolId, staff: await facts.listStaff(tx, [schoolId]), absences: before.absences };
      const steps = await repository.listSteps(tx, schoolId);
      const chosen = chooseStep(steps, step, ({ inverse }) => mayMake(actor, on, inverse));
      const inverse = withoutLost(chosen.inverse, await repository.listOrigins(tx, schoolId));
      permitChange(actor, on, inverse);
      requireHolds(applyDelta(before, inverse), inverse, await references(tx, schoolId));
      await repository.writeDelta(tx, schoolId, inverse);
      await repository.setRevision(tx, schoolId, revision + 1);
      await repository.deleteStep(tx, schoolId, chosen.revision);
      return { revision: revision + 1, what: partsOf(inverse) };
    });
    this.#announce(schoolId, changed, 'undo');
    return changed;
  }

  /**
   * Calls back when a timetable has changed, by whichever server.
   * @returns A function that ends the subscription.
   */
  onChanged(listener: (changed: TimetableChanged) => void): () => void {
    return this.#deps.bus.subscribe(timetableChanged, (fact) => listener(TimetableChanged.parse(fact)));
  }

  /** @throws AppError `not_found` for those who may not read it */
  async #visible(actor: Actor, schoolId: SchoolId): Promise<void> {
    const [school] = await facts.listSchools(this.#deps.db, [schoolId]);
    visible(actor, 'timetable:read', school, (found) => schoolSubject(found.schoolId));
  }

  #atOneMoment<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
    return this.#deps.db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
  }

  #step(actor: Actor, revision: number, label: string, inverse: Delta): repository.StepRow {
    const staffId = actor.kind === 'staff' ? actor.staffId : null;
    return { revision, label, staffId, changedAt: this.#deps.now(), inverse };
  }

  #announce(schoolId: SchoolId, { revision, what }: Changed, label: string): void {
    if (what.length === 0) return;
    this.#deps.log.info({ schoolId, revision, what, label }, 'timetable changed');
    this.#deps.bus.publish(timetableChanged, { schoolId, revision, what });
  }
}

const stored = async (tx: Db, schoolId: SchoolId) => draftsOf(await repository.readRows(tx, [schoolId]))(schoolId);

async function lock(tx: Db, schoolId: SchoolId, revision: number): Promise<void> {
  const year = await repository.lockYear(tx, schoolId);
  if (year.revision === revision) return;
  throw new AppError('conflict', `The timetable is at revision ${year.revision}`, { reason: 'stale' });
}

/** What a step brings back may refer to a room or a week that is gone meanwhile. */
function requireHolds(after: Draft, inverse: Delta, known: Parameters<typeof checkChange>[2]): void {
  try {
    checkChange(after, inverse, known);
  } catch (cause) {
    throw new AppError('conflict', 'What it would bring back no longer fits', { reason: 'changed_since', cause });
  }
}
