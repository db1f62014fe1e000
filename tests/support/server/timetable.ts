import { readMe } from '@pluriclasse/shared/api/sessions';
import { readTimetable, type Timetable } from '@pluriclasse/shared/api/timetables';
import { StaffId } from '@pluriclasse/shared/ids';
import { ok, type TestSchool } from './network.ts';
import type { TestBrowser } from './TestBrowser.ts';

type Edit = Parameters<TestBrowser['call']>[0];

export const anyBells = {
  name: 'Short day',
  periods: [
    { number: 1, start: '08:30', end: '09:20' },
    { number: 2, start: '09:20', end: '10:10' },
  ],
  weekdays: [1, 2, 3, 4, 5],
  days: [],
  from: '2026-09-14',
  to: null,
};
export const anyClosure = {
  kind: 'municipal' as const,
  name: 'Sant’Ambrœus',
  from: '2026-12-07',
  to: '2026-12-08',
  hours: null,
  classGroupIds: [],
};
export const anyHours = { wish: 'never', weekdays: [3], start: '08:00', end: '10:00', from: null, to: null };

/** An hour of the school's class. */
export const anyEntry = ({ classGroupId }: TestSchool) => ({
  classGroupIds: [classGroupId] as string[],
  subject: 'Inglese',
  staffIds: [],
  roomId: null,
  weekday: 2,
  period: 1,
  weeks: [],
  from: null,
  to: null,
});

export const staffIdOf = async (who: TestBrowser): Promise<StaffId> => {
  const me = await ok(who, readMe);
  return StaffId.parse(me.kind === 'staff' ? me.staffId : '');
};

/** Reads and changes one school's timetable, each change made on what it is at that moment. */
export class TimetableDesk {
  readonly #school: TestSchool;

  constructor(school: TestSchool) {
    this.#school = school;
  }

  read(who: TestBrowser = this.#school.teacher): Promise<Timetable> {
    return ok(who, readTimetable, { params: { schoolId: this.#school.schoolId } });
  }

  async attempt(
    edit: Edit,
    body: Record<string, unknown>,
    params: Record<string, string> = {},
    who: TestBrowser = this.#school.teacher,
  ) {
    const { revision } = await this.read();
    const { schoolId } = this.#school;
    return who.call(edit, { params: { schoolId, ...params }, body: { revision, ...body } });
  }

  /** Makes a change, which must go through. */
  async change(...attempt: Parameters<TimetableDesk['attempt']>): Promise<Timetable> {
    return (await this.attempt(...attempt)).data as Timetable; // all these calls answer one
  }
}
