import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { BellSchedule, Closure, TimetableEntry } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { SchoolId } from '@pluriclasse/shared/ids';
import type { Now } from '@pluriclasse/shared/time';
import { randomUUID } from 'node:crypto';
import { copyYear, type CopyYear } from './copyYear.ts';
import type { Draft, DraftYear, Timetables } from './timetables.service.ts';

type NewBells = Omit<BellSchedule, 'bellScheduleId'>;
type NewClosure = Omit<Closure, 'closureId'>;
type NewEntry = Omit<TimetableEntry, 'entryId'>;
export interface EntriesChange {
  readonly add: readonly NewEntry[];
  readonly change: readonly TimetableEntry[];
  /** Ids. */
  readonly remove: readonly string[];
}
type YearChange = { readonly [Field in keyof DraftYear]?: DraftYear[Field] | undefined };

/** The timetable to change, and the revision that the change was made on. */
export interface On {
  readonly schoolId: SchoolId;
  readonly revision: number;
}

interface Deps {
  readonly timetables: Timetables;
  readonly now: Now;
}

/** What people change of a school's week by hand: days, bells, closures, hours. Each answers the timetable as it is then. */
export class SchoolWeek {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  updateYear(actor: Actor, on: On, change: YearChange): Promise<Timetable> {
    return this.#change(actor, on, 'year', (draft) => {
      const { weekdays = draft.year.weekdays, known = draft.year.known } = change;
      const weekPattern = change.weekPattern === undefined ? draft.year.weekPattern : change.weekPattern;
      return { ...draft, year: { weekdays: weekdays.toSorted((a, b) => a - b), known, weekPattern } };
    });
  }

  createBells(actor: Actor, on: On, bells: NewBells): Promise<Timetable> {
    return this.#change(actor, on, 'bells', (draft) => {
      return { ...draft, bells: [...draft.bells, { bellScheduleId: randomUUID(), ...bells }] };
    });
  }

  updateBells(actor: Actor, on: On, bellScheduleId: string, bells: NewBells): Promise<Timetable> {
    return this.#change(actor, on, 'bells', (draft) => {
      const found = findOne(draft.bells, (one) => one.bellScheduleId === bellScheduleId);
      return { ...draft, bells: draft.bells.map((one) => (one === found ? { bellScheduleId, ...bells } : one)) };
    });
  }

  deleteBells(actor: Actor, on: On, bellScheduleId: string): Promise<Timetable> {
    return this.#change(actor, on, 'bells', (draft) => {
      const found = findOne(draft.bells, (one) => one.bellScheduleId === bellScheduleId);
      return { ...draft, bells: draft.bells.filter((one) => one !== found) };
    });
  }

  /** Whoever types it vouches for it. */
  createClosure(actor: Actor, on: On, closure: NewClosure): Promise<Timetable> {
    const typed = { source: 'typed', origin: null, ...this.#vouched(actor) } as const;
    return this.#change(actor, on, 'closures', (draft) => {
      return { ...draft, closures: [...draft.closures, { closureId: randomUUID(), ...closure, ...typed }] };
    });
  }

  updateClosure(actor: Actor, on: On, closureId: string, closure: NewClosure): Promise<Timetable> {
    return this.#change(actor, on, 'closures', (draft) => {
      const found = findOne(draft.closures, (one) => one.closureId === closureId);
      const changed = { ...found, ...closure, ...this.#vouched(actor) };
      return { ...draft, closures: draft.closures.map((one) => (one === found ? changed : one)) };
    });
  }

  deleteClosure(actor: Actor, on: On, closureId: string): Promise<Timetable> {
    return this.#change(actor, on, 'closures', (draft) => {
      const found = findOne(draft.closures, (one) => one.closureId === closureId);
      return { ...draft, closures: draft.closures.filter((one) => one !== found) };
    });
  }

  /** Those that somebody vouched for already stay as they are. */
  confirmClosures(actor: Actor, on: On, closureIds: readonly string[]): Promise<Timetable> {
    return this.#change(actor, on, 'closures', (draft) => {
      const wanted = new Set(closureIds.map((id) => findOne(draft.closures, (one) => one.closureId === id)));
      return {
        ...draft,
        closures: draft.closures.map((one) =>
          wanted.has(one) && one.confirmedAt === null ? { ...one, ...this.#vouched(actor) } : one,
        ),
      };
    });
  }

  changeEntries(actor: Actor, on: On, { add, change, remove }: EntriesChange): Promise<Timetable> {
    return this.#change(actor, on, 'entries', (draft) => {
      const known = new Set(draft.entries.map(({ entryId }) => entryId));
      for (const entryId of [...remove, ...change.map((entry) => entry.entryId)]) {
        // Forgotten once named, so that a second mention finds nothing.
        if (!known.delete(entryId)) throw new AppError('not_found', 'An hour is not there, or named twice');
      }
      // What a person changes comes without its origin: it is no feed's any more.
      const changed = new Map(change.map((entry) => [entry.entryId, entry]));
      const gone = new Set(remove);
      const kept = draft.entries.filter(({ entryId }) => !gone.has(entryId));
      const added = add.map((entry) => ({ entryId: randomUUID(), ...entry }));
      return { ...draft, entries: [...kept.map((entry) => changed.get(entry.entryId) ?? entry), ...added] };
    });
  }

  /** Of weekly availability only one's own is copied, and that of whoever's school one runs. */
  async copyYear(actor: Actor, on: On, copy: CopyYear): Promise<Timetable> {
    const { timetables } = this.#deps;
    const mayCopy = await timetables.editableStaff(actor, on.schoolId);
    return this.#change(actor, on, 'copy', (draft) => copyYear(draft, copy, (staffId) => mayCopy.has(staffId)));
  }

  async undo(actor: Actor, { schoolId, revision }: On): Promise<Timetable> {
    const { timetables } = this.#deps;
    await timetables.requireEditor(actor, schoolId);
    await timetables.undo(actor, schoolId, revision);
    return timetables.read(actor, schoolId);
  }

  async #change(actor: Actor, { schoolId, revision }: On, label: string, edit: (draft: Draft) => Draft) {
    const { timetables } = this.#deps;
    // Before anything is said of what is there.
    await timetables.requireEditor(actor, schoolId);
    await timetables.change(actor, schoolId, { revision, label, edit });
    return timetables.read(actor, schoolId);
  }

  #vouched(actor: Actor) {
    return { confirmedBy: actor.kind === 'staff' ? actor.staffId : null, confirmedAt: this.#deps.now() };
  }
}

function findOne<Row>(rows: readonly Row[], is: (row: Row) => boolean): Row {
  const found = rows.find(is);
  if (found === undefined) throw new AppError('not_found', 'Not in this timetable');
  return found;
}
