import * as planning from '@pluriclasse/shared/api/planning';
import * as plans from '@pluriclasse/shared/api/plans';
import * as schools from '@pluriclasse/shared/api/schools';
import * as timetables from '@pluriclasse/shared/api/timetables';
import { ok } from '../../support/server/network.ts';
import { anyBells, anyClosure } from '../../support/server/timetable.ts';
import { anyWish } from '../../support/server/wishes.ts';
import type { Parts, Row, Stage } from './Row.ts';

const anyAbsence = { from: '2026-12-01', to: '2026-12-02', hours: null, reason: 'A course' };

/** What is known of a school's time, and searches for common hours. Columns as in the table. */
export function timetableRows(stage: Stage): Row[] {
  const school = () => ({ schoolId: stage().network.own.schoolId });
  const params = (more: Record<string, string> = {}): Parts => ({ params: { ...school(), ...more } });
  const readTime = () => ok(stage().network.admin, timetables.readTimetable, { params: school() });
  /** A change of the own school's time, made on what it is now. */
  const onTime = async (body: Record<string, unknown>, more: Record<string, string> = {}): Promise<Parts> => ({
    ...params(more),
    body: { revision: (await readTime()).revision, ...body },
  });
  const bells = async () => {
    const made = await ok(stage().network.admin, timetables.createBells, await onTime({ bells: anyBells }));
    return { bellScheduleId: made.bells.at(-1)?.bellScheduleId ?? '' };
  };
  const closure = async () => {
    const made = await ok(stage().network.admin, timetables.createClosure, await onTime({ closure: anyClosure }));
    return { closureId: made.closures.at(-1)?.closureId ?? '' };
  };
  const ownTeacher = async () => {
    const { staff } = await ok(stage().network.own.head, schools.listStaff, { params: school() });
    return { staffId: staff.find(({ roles }) => roles.includes('teacher'))?.staffId ?? '' };
  };
  const absence = async () => {
    const { staffId } = await ownTeacher();
    const made = await ok(
      stage().network.admin,
      timetables.createAbsence,
      await onTime({ absence: anyAbsence }, { staffId }),
    );
    const found = made.staff.find((one) => one.staffId === staffId);
    return { staffId, absenceId: found?.absences.at(-1)?.absenceId ?? '' };
  };

  let begun: { searchId: string } | undefined;
  const search = async () => {
    const body = { twinningId: null, wishes: [anyWish(stage().network.own, stage().network.partner)] };
    begun ??= await ok(stage().network.coordinator, planning.startSearch, { body });
    return { searchId: begun.searchId };
  };
  const found = async () => {
    const params = await search();
    const { coordinator } = stage().network;
    for (let since = 0, state = 'running'; state === 'running';) {
      ({ state, revision: since } = await ok(coordinator, planning.readSearch, { params, query: { since } }));
    }
    return params;
  };

  return [
    [timetables.readTimetable, /**/ 'u x x n  n  x  x  n n n', () => params()],
    [timetables.updateSchoolYear, /**/ 'u x x n  n  x  x  n n n', () => onTime({ weekdays: [1, 2, 3, 4, 5, 6] })],
    [timetables.createBells, /* */ 'u x x n  n  x  x  n n n', () => onTime({ bells: anyBells })],
    [timetables.updateBells, /* */ 'u x x n  n  x  x  n n n', async () => onTime({ bells: anyBells }, await bells())],
    [timetables.deleteBells, /* */ 'u x x n  n  x  x  n n n', async () => onTime({}, await bells())],
    [timetables.createClosure, /**/ 'u x x n  n  x  x  n n n', () => onTime({ closure: anyClosure })],
    [
      timetables.updateClosure, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => onTime({ closure: anyClosure }, await closure()),
    ],
    [timetables.deleteClosure, /**/ 'u x x n  n  x  x  n n n', async () => onTime({}, await closure())],
    [
      timetables.confirmClosures, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => onTime({ closureIds: [(await closure()).closureId] }),
    ],
    [timetables.changeEntries, /**/ 'u x x n  n  x  x  n n n', () => onTime({ add: [], change: [], remove: [] })],
    [
      timetables.copyYear, //      N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => {
        await bells();
        return onTime({ asOf: '2026-11-01', from: '2027-09-01', to: '2028-06-30' });
      },
    ],
    [
      timetables.undoTimetable, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  x  x  n n n',
      async () => {
        await closure();
        return onTime({});
      },
    ],
    [
      timetables.setAvailability, // (the teacher's own)
      /*                        */ 'u x x n  n  f  x  n n n',
      async () => onTime({ availability: [] }, await ownTeacher()),
    ],
    [
      timetables.createAbsence, // N T H pT oT Co Ad K C Ho
      /*                        */ 'u x x n  n  f  x  n n n',
      async () => onTime({ absence: anyAbsence }, await ownTeacher()),
    ],
    [timetables.deleteAbsence, /**/ 'u x x n  n  f  x  n n n', async () => onTime({}, await absence())],

    [
      planning.startSearch, //     (for the twinning)
      /*                        */ 'u x f x  n  x  f  n n n',
      () => ({
        body: {
          twinningId: stage().network.twinningId,
          wishes: [anyWish(stage().network.own, stage().network.partner)],
        },
      }),
    ],
    // The coordinator's own.
    [planning.readSearch, /*    */ 'u n n n  n  x  n  n n n', async () => ({ params: await search() })],
    [plans.readPlan, /*         */ 'u n n n  n  x  n  n n n', async () => ({ params: await search() })],
    [plans.readSearchWishes, /* */ 'u n n n  n  x  n  n n n', async () => ({ params: await search() })],
    [
      plans.readPlannedWish, //   (once it is found)
      /*                        */ 'u n n n  n  x  n  n n n',
      async () => ({ params: { ...(await found()), wishId: 'wish' } }),
    ],
    [
      plans.swapPlannedHour, //   (schools without bells have no hour)
      /*                        */ 'u n n n  n  c  n  n n n',
      async () => ({ params: { ...(await found()), wishId: 'wish' } }),
    ],
    [planning.stopSearch, /*    */ 'u n n n  n  x  n  n n n', async () => ({ params: await search() })],
  ];
}

/** Calendars as far as one may see them. */
export const calendarRows = (stage: Stage): Row[] => [
  [timetables.listCalendars, /* */ 'u x x x  x  x  x  f f f'],
  [
    timetables.readCalendar, //  N T H pT oT Co Ad K C Ho
    /*                        */ 'u x x x  n  x  x  n n n',
    () => ({ params: { schoolId: stage().network.own.schoolId } }),
  ],
];
