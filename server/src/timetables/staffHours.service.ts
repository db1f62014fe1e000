import type { Timetable } from '@pluriclasse/shared/api/timetables';
import type { Absence, Availability } from '@pluriclasse/shared/calendar/model';
import type { Actor } from '@pluriclasse/shared/domain/actor';
import { AppError } from '@pluriclasse/shared/errors';
import type { StaffId } from '@pluriclasse/shared/ids';
import { randomUUID } from 'node:crypto';
import type { On } from './schoolWeek.service.ts';
import type { Draft, Timetables } from './timetables.service.ts';

/** When a member of staff can come, and is away. */
export class StaffHours {
  readonly #timetables: Timetables;

  constructor(deps: { timetables: Timetables }) {
    this.#timetables = deps.timetables;
  }

  setAvailability(actor: Actor, on: On, staffId: StaffId, hours: readonly Availability[]): Promise<Timetable> {
    return this.#change(actor, on, staffId, 'availability', (draft) => {
      const others = draft.availability.filter((one) => one.staffId !== staffId);
      return { ...draft, availability: hours.length > 0 ? [...others, { staffId, hours }] : others };
    });
  }

  createAbsence(actor: Actor, on: On, staffId: StaffId, absence: Omit<Absence, 'absenceId'>): Promise<Timetable> {
    return this.#change(actor, on, staffId, 'absences', (draft) => {
      return { ...draft, absences: [...draft.absences, { absenceId: randomUUID(), ...absence, staffId }] };
    });
  }

  deleteAbsence(actor: Actor, on: On, staffId: StaffId, absenceId: string): Promise<Timetable> {
    return this.#change(actor, on, staffId, 'absences', (draft) => {
      const absences = draft.absences.filter((one) => one.absenceId !== absenceId || one.staffId !== staffId);
      if (absences.length === draft.absences.length) throw new AppError('not_found', 'No such absence');
      return { ...draft, absences };
    });
  }

  async #change(
    actor: Actor,
    { schoolId, revision }: On,
    staffId: StaffId,
    label: string,
    edit: (draft: Draft) => Draft,
  ): Promise<Timetable> {
    await this.#timetables.requireEditorOf(actor, schoolId, staffId);
    await this.#timetables.change(actor, schoolId, { revision, label, edit });
    return this.#timetables.read(actor, schoolId);
  }
}
