import type { Language } from '@pluriclasse/shared/domain/roles';
import type { SchoolCalendar } from '@pluriclasse/shared/calendar/model';
import type { DayNumber } from '@pluriclasse/shared/calendar/days';
import type { ClassGroupId, RoomId, StaffId } from '@pluriclasse/shared/ids';
import type { Draft } from '../../timetables/timetables.service.ts';

interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

/** The school as a plan sees it, all of one revision. */
export interface Sight {
  readonly revision: number;
  readonly calendar: SchoolCalendar;
  readonly draft: Draft;
  readonly language: Language;
  readonly classes: readonly (Named<ClassGroupId> & { readonly grades: readonly number[] })[];
  readonly staff: readonly Named<StaffId>[];
  readonly rooms: readonly Named<RoomId>[];
  readonly today: DayNumber;
}
